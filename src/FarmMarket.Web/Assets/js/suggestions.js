// Under the search box, while typing: links that a mouse, a finger, Tab or the arrow keys reach. Escape and leaving close them.
export function suggestions(form, htmx) {
  const input = form.querySelector('input[type=search]');
  const list = form.querySelector('[data-suggestions]');
  if (!input || !list) return;
  let due;

  const close = () => { list.hidden = true; };
  const open = () => { list.hidden = list.children.length === 0; };

  input.addEventListener('input', event => {
    clearTimeout(due);
    if (event.isComposing) return;
    due = setTimeout(ask, 120);
  });
  input.addEventListener('compositionend', ask);
  input.addEventListener('focus', open);
  form.addEventListener('focusout', event => {
    if (!form.contains(event.relatedTarget)) close();
  });
  form.addEventListener('keydown', event => {
    if (event.key === 'Escape' && !list.hidden) {
      event.preventDefault();
      input.focus();
      close();
      return;
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || list.hidden) return;
    const stops = [input, ...list.querySelectorAll('a')];
    event.preventDefault();
    stops[(stops.indexOf(document.activeElement) + step + stops.length) % stops.length].focus();
  });

  async function ask() {
    const typed = input.value.trim();
    if (typed === '') {
      list.replaceChildren();
      close();
      return;
    }
    await htmx.ajax('GET', `${list.dataset.suggestions}?q=${encodeURIComponent(typed)}`, { source: list, target: list, swap: 'innerHTML' });
    if (form.contains(document.activeElement)) open();
  }
}
