import { Idiomorph } from 'idiomorph/dist/idiomorph.esm.js';
import { shrink } from './shrink.js';
import { toast } from './toast.js';

const perJin = new Intl.NumberFormat('zh-CN', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const tries = 5;

// The form with which produce is listed. Every [data-part] button posts the whole form and gets it back changed; here
// the form on the page is changed into it, so that what is typed meanwhile, the cursor and an unfinished pinyin stay.
// Photos go up the moment they are chosen, made small first. One thing goes to the server at a time, and saving waits for it.
export function listingForm(form) {
  const added = [];
  let waiting = 0;
  let last = Promise.resolve();

  const next = work => {
    waiting++;
    last = last.then(work).catch(() => toast(document.body.dataset.offline, { problem: true })).finally(() => waiting--);
  };
  const refill = act => next(async () => {
    const sent = [...added];
    await change(form, act);
    added.splice(0, sent.length);
  });

  form.addEventListener('formdata', event => {
    for (const key of added) event.formData.append('Added', key);
  });
  form.addEventListener('click', event => {
    const part = event.target.closest('button[data-part]');
    if (!part) return;
    event.preventDefault();
    refill(part.value);
  });
  form.addEventListener('change', event => {
    const field = event.target;
    if (field.matches('input[type=file][data-upload]')) {
      const photos = [...field.files];
      field.value = '';
      next(() => upload(form, field.dataset, photos, added));
      refill('refresh');
    } else if (field.matches('[data-part-on-change], [name="Input.Variety"], [name="Input.County"]')) {
      otherVariety(form);
      refill('refresh');
    }
  });
  form.addEventListener('input', event => {
    const pack = event.target.closest('[data-pack]');
    if (pack) unitPrice(pack);
  });
  form.addEventListener('submit', event => {
    if (!waiting) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    event.submitter?.setAttribute('aria-busy', 'true');
    last.then(() => event.submitter ? event.submitter.click() : form.requestSubmit());
  });
  otherVariety(form);
  sortable(form);
}

async function change(form, act) {
  const body = new FormData(form);
  body.delete('Uploads');
  body.set('act', act);
  const then = filled(form);
  // What moves rows about must not meet words typed into a row that is about to be another.
  form.inert = act !== 'refresh';
  try {
    const answer = await fetch(form.action || location.href, { method: 'POST', body, headers: { accept: 'text/html' } });
    if (!answer.ok && answer.status !== 422) throw new Error(answer.status);
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const since = [...filled(form)].filter(([id, words]) => then.get(id) !== words);
    Idiomorph.morph(form, page.getElementById('listing-form'), {
      ignoreActiveValue: true,
      callbacks: { beforeAttributeUpdated: (attribute, element) => attribute !== 'open' || !element.matches('details') },
    });
    for (const [id, words] of since) {
      const field = document.getElementById(id);
      if (field && field !== document.activeElement) field.value = words;
    }
    otherVariety(form);
  } finally {
    form.inert = false;
  }
}

function filled(form) {
  return new Map([...form.elements].filter(field => field.id && field.matches('select, textarea, input:not([type=hidden]):not([type=file]):not([type=radio]):not([type=checkbox])'))
    .map(field => [field.id, field.value]));
}

// As the server counts it: price by weight, to the fen, away from zero.
function unitPrice(pack) {
  const number = input => Number(input.value.normalize('NFKC').replace(/[¥,斤元个\s]/g, ''));
  const [price, units] = [number(pack.querySelector('[data-price]')), number(pack.querySelector('[data-units]'))];
  const good = price > 0 && units > 0;
  pack.querySelector('[data-unit-price]').textContent = good ? '¥' + perJin.format(Math.round(price * 100 / units) / 100) : '—';
}

function otherVariety(form) {
  const varieties = form.querySelector('[data-varieties]');
  const other = form.querySelector('[data-other-variety]');
  if (varieties && other) other.hidden = !varieties.value.endsWith('/');
}

async function upload(form, words, photos, added) {
  const bar = form.querySelector('progress');
  if (bar) bar.hidden = false;
  for (const [done, photo] of photos.entries()) {
    const show = part => { if (bar) bar.value = (done + part) / photos.length; };
    try {
      added.push(await send(words.upload, await shrink(photo), show));
    } catch (problem) {
      toast(problem.message || words.failed, { problem: true });
    }
    show(1);
  }
}

async function send(address, photo, progress) {
  for (let attempt = 1; ; attempt++) {
    const answer = await post(address, photo, progress);
    if (answer.status === 200) return JSON.parse(answer.responseText).key;
    // Many people upload at once: wait for a free place instead of bothering the grower with it.
    if (answer.status !== 503 || attempt === tries) throw new Error(said(answer));
    await new Promise(resolve => setTimeout(resolve, 1000 * (Number(answer.getResponseHeader('retry-after')) || 3)));
  }
}

function said(answer) {
  try {
    return JSON.parse(answer.responseText).message ?? '';
  } catch {
    return '';
  }
}

function post(address, photo, progress) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.upload.addEventListener('progress', event => { if (event.lengthComputable) progress(event.loaded / event.total); });
    request.addEventListener('load', () => resolve(request));
    request.addEventListener('error', () => reject(new Error(document.body.dataset.offline)));
    request.open('POST', address);
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.setRequestHeader('x-upload', 'photo');
    request.send(photo);
  });
}

// With a mouse photos are put in order by dragging; the buttons do the same for fingers and keys.
function sortable(form) {
  let dragged;
  form.addEventListener('dragstart', event => {
    dragged = event.target.closest('[data-sortable] > li');
    dragged?.classList.add('dragged');
  });
  form.addEventListener('dragover', event => {
    const over = event.target.closest('[data-sortable] > li');
    if (!dragged || !over || over === dragged) return;
    event.preventDefault();
    const items = [...over.parentElement.children];
    over[items.indexOf(dragged) < items.indexOf(over) ? 'after' : 'before'](dragged);
  });
  form.addEventListener('dragend', () => {
    dragged?.classList.remove('dragged');
    dragged = undefined;
    [...form.querySelectorAll('[data-sortable] > li')].forEach((item, i) => {
      for (const field of item.querySelectorAll('[name^="Input.Photos["]')) field.name = field.name.replace(/\[\d+\]/, `[${i}]`);
      for (const button of item.querySelectorAll('button[value^="photo-"]')) button.value = button.value.replace(/:\d+$/, `:${i}`);
    });
  });
}
