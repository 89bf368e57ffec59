// What a seller's pages load besides site.js.
import { photos } from './photos.js';
import { pickAll } from './pick-all.js';

for (const form of document.querySelectorAll('form[data-photos]')) photos(form);
pickAll(document);
