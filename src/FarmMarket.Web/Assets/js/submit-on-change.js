// Facets and sort boxes take effect as they are chosen. On a phone the facets are a sheet in which several are
// chosen before its button is pressed: data-auto-submit="wide" waits for a screen on which they stand beside.
export function submitOnChange(root) {
  root.addEventListener('change', event => {
    const form = event.target.form;
    const when = form?.dataset.autoSubmit;
    if (when === undefined || event.target.matches('[data-no-auto]')) return;
    if (when === 'wide' && !matchMedia('(min-width: 992px)').matches) return;
    form.requestSubmit ? form.requestSubmit() : form.submit();
  });
}
