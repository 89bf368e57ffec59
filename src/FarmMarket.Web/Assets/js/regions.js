// Province, city and county as three selects. The page's own form has them all and a button that reloads; with
// this the choice of one fills the next from data-regions, an address answering ?parent=CODE with [{ code, name }].
export function regions(element) {
  const selects = [...element.querySelectorAll('select')];

  const fill = (select, options) => {
    const first = select.options[0]?.value === '' ? select.options[0] : undefined;
    select.replaceChildren(...(first ? [first] : []), ...options.map(({ code, name }) => new Option(name, code)));
    select.disabled = options.length === 0;
    select.value = options.length === 1 ? options[0].code : '';
  };

  selects.forEach((select, level) => select.addEventListener('change', async () => {
    const [next, ...later] = selects.slice(level + 1);
    if (!next) return;
    for (const one of [next, ...later]) fill(one, []);
    if (!select.value) return;
    const asked = select.value;
    const address = new URL(element.dataset.regions, location.href);
    address.searchParams.set('parent', asked);
    const response = await fetch(address, { headers: { accept: 'application/json' } });
    if (!response.ok || select.value !== asked) return;
    fill(next, await response.json());
    if (next.value) next.dispatchEvent(new Event('change', { bubbles: true }));
  }));
}
