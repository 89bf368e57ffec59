import { toast } from './toast.js';

// A form with data-fetch-form posts in place: the endpoint answers JSON { message, link?, cartCount? } or, refused,
// problem details with a title. Without this the same post answers with a redirect.
export function cart(root) {
  root.addEventListener('submit', async event => {
    const form = event.target;
    if (!form.matches('[data-fetch-form]') || event.defaultPrevented) return;
    event.preventDefault();
    const button = event.submitter;
    const body = new FormData(form);
    if (button?.name) body.set(button.name, button.value);
    button?.setAttribute('aria-busy', 'true');
    try {
      const response = await fetch(form.action, {
        method: 'POST',
        body: new URLSearchParams(body),
        headers: { accept: 'application/json' },
      });
      const answer = await response.json();
      if (!response.ok) {
        toast(answer.title ?? document.body.dataset.failed, { problem: true });
      } else if (answer.go) {
        location.assign(answer.go);
      } else {
        toast(answer.message, { link: answer.link });
        if ('cartCount' in answer) {
          for (const count of document.querySelectorAll('[data-cart-count]')) count.textContent = answer.cartCount || '';
        }
      }
    } catch {
      toast(document.body.dataset.offline, { problem: true });
    } finally {
      button?.removeAttribute('aria-busy');
    }
  });

  root.addEventListener('htmx:responseError', () => toast(document.body.dataset.failed, { problem: true }));
  root.addEventListener('htmx:sendError', () => toast(document.body.dataset.offline, { problem: true }));
  root.addEventListener('htmx:timeout', () => toast(document.body.dataset.offline, { problem: true }));
}
