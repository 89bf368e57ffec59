// Shows a short message in the page's live region; the words come from the server or the page, never from here.
export function toast(text, { problem = false, link } = {}) {
  const region = document.getElementById('toasts');
  if (!region || !text) return;
  const message = document.createElement('div');
  message.className = problem ? 'toast toast-problem' : 'toast';
  const words = document.createElement('span');
  words.textContent = text;
  message.append(words);
  if (link) {
    const anchor = document.createElement('a');
    anchor.href = link.href;
    anchor.textContent = link.text;
    message.append(anchor);
  }
  region.replaceChildren(message);
  setTimeout(() => message.remove(), problem ? 8000 : 5000);
}
