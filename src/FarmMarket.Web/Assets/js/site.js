// What every page loads. Nothing here is needed to read, order or pay: each module finds its elements by a
// data attribute, on the page and in whatever htmx puts into it later.
import htmx from './htmx.js';
import { cart } from './cart.js';
import { copy } from './copy.js';
import { gallery } from './gallery.js';
import { language } from './language.js';
import { packs } from './packs.js';
import { personal } from './personal.js';
import { regions } from './regions.js';
import { submitOnce } from './submit-once.js';
import { submitOnChange } from './submit-on-change.js';
import { suggestions } from './suggestions.js';
import { stepper } from './stepper.js';

document.documentElement.classList.add('js');

submitOnce(document);
submitOnChange(document);
copy(document);
language(document);
cart(document);
personal(document, htmx);
for (const form of document.querySelectorAll('form.search')) suggestions(form, htmx);

htmx.onLoad(root => {
  for (const element of root.querySelectorAll('[data-stepper]')) stepper(element);
  for (const element of root.querySelectorAll('[data-packs]')) packs(element);
  for (const element of root.querySelectorAll('[data-gallery]')) gallery(element);
  for (const element of root.querySelectorAll('[data-regions]')) regions(element);
  for (const image of root.querySelectorAll('[data-tone]')) image.style.backgroundColor = image.dataset.tone;
  const problem = root.querySelector('[data-error-summary]');
  if (problem && !problem.contains(document.activeElement)) problem.focus();
});
