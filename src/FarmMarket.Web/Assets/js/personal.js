// Public pages are the same for everyone and cached; the name and the cart's count come in a fragment, and only
// when the server has left the hint that there is something to show.
export function personal(root, htmx) {
  const place = root.getElementById('me');
  if (!place || !/(^|; )fm_here=/.test(document.cookie)) return;
  htmx.ajax('GET', place.dataset.fragment, { target: place, swap: 'innerHTML' });
}
