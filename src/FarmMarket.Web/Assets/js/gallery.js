// The photos scroll by themselves (scroll snapping); this marks the thumbnail that is in view and lets a
// thumbnail scroll the strip alone rather than the page.
export function gallery(element) {
  const strip = element.querySelector('.gallery');
  const thumbs = [...element.querySelectorAll('.gallery-thumbs a')];
  if (!strip || thumbs.length === 0 || !('IntersectionObserver' in window)) return;

  const seen = new IntersectionObserver(entries => {
    for (const entry of entries) {
      if (!entry.isIntersecting) continue;
      for (const thumb of thumbs) {
        if (thumb.hash === `#${entry.target.id}`) thumb.setAttribute('aria-current', 'true');
        else thumb.removeAttribute('aria-current');
      }
    }
  }, { root: strip, threshold: 0.6 });

  for (const slide of strip.children) seen.observe(slide);
  for (const thumb of thumbs) {
    thumb.addEventListener('click', event => {
      event.preventDefault();
      const slide = document.getElementById(thumb.hash.slice(1));
      strip.scrollTo({ left: slide.offsetLeft - strip.offsetLeft });
    });
  }
}
