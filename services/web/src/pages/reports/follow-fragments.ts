/** A framed document without an address of its own cannot follow `#links` by itself: scrolls to what they name. */
export function followFragments(page: Document): void {
  page.addEventListener('click', (event) => {
    const link = (event.target as Element | null)?.closest('a[href^="#"]');
    const target = link && page.getElementById(decodeURIComponent(link.getAttribute('href')?.slice(1) ?? ''));
    if (!target) return;
    event.preventDefault();
    target.scrollIntoView({ block: 'center' });
  });
}
