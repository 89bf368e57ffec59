// Public pages are the same for everyone and cached; the name and the cart's count come in a fragment, and only
// when the server has left the hint that there is something to show. News come in while the page is being looked at.
const every = 60_000;

export function personal(root, htmx) {
  const place = root.getElementById('me');
  if (!place || !/(^|; )fm_here=/.test(document.cookie)) return;
  // Without a source the whole page would count as busy, and its buttons fade.
  const load = () => htmx.ajax('GET', place.dataset.fragment, { source: place, target: place, swap: 'innerHTML' });
  load();
  setInterval(() => root.visibilityState === 'visible' && load(), every);
}
