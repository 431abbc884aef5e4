/**
 * A report as the document of a frame: in the theme of the page, and with links to the rest of the console opening
 * there. Scripts are taken out; the frame's sandbox would not run them either.
 */
export function reportDocument(html: string, scheme: 'light' | 'dark'): string {
  const page = new DOMParser().parseFromString(html, 'text/html');
  for (const script of page.querySelectorAll('script')) script.remove();
  page.documentElement.style.colorScheme = scheme;
  for (const link of page.querySelectorAll<HTMLAnchorElement>('a[href]:not([href^="#"])'))
    link.target = '_top';
  return `<!doctype html>${page.documentElement.outerHTML}`;
}
