import { toast } from './toast.js';

// <button data-copy="text" data-copied="words to show">; hidden by .js-only where there is no script.
export function copy(root) {
  root.addEventListener('click', async event => {
    const button = event.target.closest?.('[data-copy]');
    if (!button) return;
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
      toast(button.dataset.copied);
    } catch {
      toast(button.dataset.copy);
    }
  });
}
