import { toast } from './toast.js';

// <form data-photos data-largest="BYTES" data-too-large="words"> with <label class="photo-slot"><input type="file"></label>.
// A chosen photo is drawn small on a canvas (no blob: address, so the policy stays strict), and the upload shows
// how far it is; the server's answer is the page that a plain post would have led to.
export function photos(form) {
  form.addEventListener('change', event => {
    const input = event.target;
    if (input.type !== 'file' || !input.files.length) return;
    const largest = Number(form.dataset.largest) || Infinity;
    if ([...input.files].some(file => file.size > largest)) {
      toast(form.dataset.tooLarge, { problem: true });
      input.value = '';
      return;
    }
    const slot = input.closest('.photo-slot');
    if (slot) preview(slot, input.files[0]);
  });

  const bar = form.querySelector('progress');
  if (!bar) return;
  form.addEventListener('submit', event => {
    if (event.defaultPrevented || ![...form.querySelectorAll('[type=file]')].some(input => input.files.length)) return;
    event.preventDefault();
    if (form.dataset.sent) return;
    form.dataset.sent = 'yes';
    event.submitter?.setAttribute('aria-busy', 'true');
    send(form, event.submitter, bar);
  });
}

async function preview(slot, file) {
  try {
    const picture = await createImageBitmap(file, { resizeWidth: 240, resizeQuality: 'medium' });
    const canvas = document.createElement('canvas');
    canvas.width = picture.width;
    canvas.height = picture.height;
    canvas.getContext('2d').drawImage(picture, 0, 0);
    picture.close();
    for (const old of slot.querySelectorAll('canvas, img')) old.remove();
    slot.prepend(canvas);
  } catch {
    // A kind the browser cannot draw (HEIC on most): the server says whether it takes it.
  }
}

function send(form, submitter, bar) {
  const body = new FormData(form);
  if (submitter?.name) body.set(submitter.name, submitter.value);
  const request = new XMLHttpRequest();
  bar.hidden = false;
  request.upload.addEventListener('progress', event => {
    if (event.lengthComputable) bar.value = event.loaded / event.total;
  });
  request.addEventListener('load', () => {
    if (request.status >= 200 && request.status < 400) {
      location.assign(request.responseURL);
    } else if (request.status === 422) {
      // The form comes back with its errors; it replaces this page, which has nothing else to keep.
      const answer = new DOMParser().parseFromString(request.responseText, 'text/html');
      document.querySelector('main').replaceWith(answer.querySelector('main'));
      for (const again of document.querySelectorAll('form[data-photos]')) photos(again);
      document.querySelector('[data-error-summary]')?.focus();
    } else {
      failed(document.body.dataset.failed);
    }
  });
  request.addEventListener('error', () => failed(document.body.dataset.offline));
  request.open('POST', submitter?.formAction || form.action);
  request.setRequestHeader('accept', 'text/html');
  request.send(body);

  function failed(words) {
    bar.hidden = true;
    delete form.dataset.sent;
    submitter?.removeAttribute('aria-busy');
    toast(words, { problem: true });
  }
}
