// A second tap while the first submit is on its way does nothing. The server is idempotent all the same; this
// spares the line. The page coming back from the back-forward cache must not stay locked.
export function submitOnce(root) {
  root.addEventListener('submit', event => {
    const form = event.target;
    if (form.matches('[data-fetch-form], [hx-get], [hx-post], [method="get" i]') || event.defaultPrevented) return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = 'yes';
    event.submitter?.setAttribute('aria-busy', 'true');
  });

  addEventListener('pageshow', event => {
    if (!event.persisted) return;
    for (const form of root.querySelectorAll('form[data-sent]')) delete form.dataset.sent;
    for (const button of root.querySelectorAll('[aria-busy]')) button.removeAttribute('aria-busy');
  });
}
