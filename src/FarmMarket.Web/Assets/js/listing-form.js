import { shrink } from './shrink.js';
import { toast } from './toast.js';

const perJin = new Intl.NumberFormat('zh-CN', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const tries = 5;

// The form with which produce is listed. Every [data-part] button posts the whole form and gets it back changed; here
// only the form is swapped instead of the page. Photos go up the moment they are chosen, made small first.
export function listingForm(form) {
  for (const button of form.querySelectorAll('button[data-part]')) {
    button.addEventListener('click', event => {
      event.preventDefault();
      refill(form, button.value);
    });
  }
  for (const choice of form.querySelectorAll('[data-part-on-change]')) choice.addEventListener('change', () => refill(form, 'refresh'));
  for (const name of ['Input.Variety', 'Input.County']) form.elements[name]?.addEventListener('change', () => refill(form, 'refresh'));

  form.addEventListener('input', event => {
    const pack = event.target.closest('[data-pack]');
    if (pack) unitPrice(pack);
  });
  otherVariety(form);
  sortable(form.querySelector('[data-sortable]'));

  const files = form.querySelector('input[type=file][data-upload]');
  files?.addEventListener('change', () => upload(form, files));
}

function refill(form, act) {
  const open = form.querySelector('[data-english]')?.open;
  const body = new FormData(form);
  body.delete('Uploads');
  body.set('act', act);
  return fetch(form.action || location.href, { method: 'POST', body, headers: { accept: 'text/html' } })
    .then(async answer => {
      if (!answer.ok && answer.status !== 422) throw new Error(answer.status);
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      const changed = page.getElementById('listing-form');
      const focused = document.activeElement?.id;
      form.replaceWith(changed);
      const english = changed.querySelector('[data-english]');
      if (english && open) english.open = true;
      if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
      listingForm(changed);
    })
    .catch(() => toast(document.body.dataset.offline, { problem: true }));
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

async function upload(form, input) {
  const bar = form.querySelector('progress');
  const chosen = [...input.files];
  input.value = '';
  if (bar) bar.hidden = false;
  let done = 0;
  for (const file of chosen) {
    const show = part => { if (bar) bar.value = (done + part) / chosen.length; };
    try {
      const key = await send(input.dataset.upload, await shrink(file), show);
      form.append(Object.assign(document.createElement('input'), { type: 'hidden', name: 'Added', value: key }));
    } catch (problem) {
      toast(problem.message || input.dataset.failed, { problem: true });
    }
    done++;
    show(0);
  }
  await refill(form, 'refresh');
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
function sortable(list) {
  if (!list) return;
  let dragged;
  list.addEventListener('dragstart', event => {
    dragged = event.target.closest('li');
    dragged?.classList.add('dragged');
  });
  list.addEventListener('dragover', event => {
    const over = event.target.closest('li');
    if (!dragged || !over || over === dragged) return;
    event.preventDefault();
    const after = [...list.children].indexOf(dragged) < [...list.children].indexOf(over);
    over[after ? 'after' : 'before'](dragged);
  });
  list.addEventListener('dragend', () => {
    dragged?.classList.remove('dragged');
    dragged = undefined;
    [...list.children].forEach((item, i) => {
      for (const field of item.querySelectorAll('[name^="Input.Photos["]')) field.name = field.name.replace(/\[\d+\]/, `[${i}]`);
      for (const button of item.querySelectorAll('button[value^="photo-"]')) button.value = button.value.replace(/:\d+$/, `:${i}`);
    });
  });
}
