// The price tag shows the pack that is chosen, and the quantity goes no higher than what is left of it.
export function packs(form) {
  const tag = document.querySelector('[data-chosen-price]');
  const quantity = form.querySelector('[name=quantity]');

  const show = choice => {
    const text = choice.closest('.choice');
    if (tag) {
      const [whole, fen] = text.querySelector('.pack-price').textContent.trim().slice(1).split('.');
      const now = tag.querySelector('.price-now');
      now.childNodes[1].textContent = whole;
      now.lastElementChild.textContent = `.${fen}`;
      tag.querySelector('.price-unit').textContent = text.querySelector('.pack-unit').textContent;
      tag.querySelector('[data-chosen-name]').textContent = text.querySelector('.pack-name').textContent;
    }
    if (quantity) {
      quantity.max = choice.dataset.left;
      if (Number(quantity.value) > Number(quantity.max)) quantity.value = quantity.max;
      quantity.dispatchEvent(new Event('input', { bubbles: true }));
    }
  };

  form.addEventListener('change', event => {
    if (event.target.name === 'pack') show(event.target);
  });
  const chosen = form.querySelector('[name=pack]:checked');
  if (chosen) show(chosen);
}
