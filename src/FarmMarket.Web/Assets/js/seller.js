// What a seller's pages load besides site.js.
import { listingForm } from './listing-form.js';
import { photos } from './photos.js';
import { pickAll } from './pick-all.js';
import { scan } from './scan.js';

for (const form of document.querySelectorAll('form[data-photos]')) photos(form);
for (const form of document.querySelectorAll('form[data-listing-form]')) listingForm(form);
pickAll(document);
for (const button of document.querySelectorAll('[data-scan]')) scan(button);
for (const button of document.querySelectorAll('[data-print]')) button.addEventListener('click', () => print());

// On a phone the navigation is wider than the screen: show where one is.
document.querySelector('.bench-nav [aria-current]')?.scrollIntoView({ inline: 'center', block: 'nearest' });
