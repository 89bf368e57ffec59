import htmx from 'htmx.org/dist/htmx.esm.js';

// No eval and no inline styles, as the content security policy wants. 422 carries a form with its errors, so it
// is swapped in like a success; other failures leave the page and are told in a toast (see cart.js).
Object.assign(htmx.config, {
  allowEval: false,
  allowScriptTags: false,
  includeIndicatorStyles: false,
  selfRequestsOnly: true,
  scrollBehavior: 'auto',
  timeout: 30_000,
  responseHandling: [
    { code: '204', swap: false },
    { code: '[23]..', swap: true },
    { code: '422', swap: true },
    { code: '[45]..', swap: false, error: true },
  ],
});

export default htmx;
