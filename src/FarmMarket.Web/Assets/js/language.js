// Filters change the address without a new page: the language switch goes back to where the reader is now.
export function language(root) {
  root.addEventListener('submit', event => {
    if (!event.target.matches('form.language')) return;
    const here = new URL(location.href);
    here.searchParams.delete('lang');
    event.target.elements.back.value = here.pathname + here.search;
  });
}
