// <input type="checkbox" data-pick-all="name"> picks every box of that name in its form and shows a half-way state.
export function pickAll(root) {
  root.addEventListener('change', event => {
    const form = event.target.form;
    if (!form || event.target.type !== 'checkbox') return;
    const all = form.querySelector('[data-pick-all]');
    if (!all) return;
    const boxes = [...form.querySelectorAll(`input[type=checkbox][name="${all.dataset.pickAll}"]`)];
    if (event.target === all) for (const box of boxes) box.checked = all.checked;
    const picked = boxes.filter(box => box.checked).length;
    all.checked = picked > 0 && picked === boxes.length;
    all.indeterminate = picked > 0 && picked < boxes.length;
    for (const count of form.querySelectorAll('[data-picked]')) count.textContent = picked;
  });
}
