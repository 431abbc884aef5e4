import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..', '..', '..');
const pages = ['README.md', ...globSync('docs/**/*.md', { cwd: root })];

/** Where a page leads to within the project, with what follows a `#`. */
function linksOf(page: string): { path: string; anchor: string | undefined }[] {
  const text = readFileSync(join(root, page), 'utf8').replace(/^```[\s\S]*?^```$/gm, '');
  const targets = [...text.matchAll(/\]\(([^)\s]+)\)|(?:src|srcset)="([^"]+)"/g)].map(
    ([, link, source]) => link ?? source ?? '',
  );
  return targets
    .filter((target) => !/^[a-z]+:/.test(target))
    .map((target) => {
      const [path = '', anchor] = target.split('#');
      return { path: path === '' ? page : relative(root, join(root, dirname(page), path)), anchor };
    });
}

/** The anchors of a page’s headings, as GitHub makes them. */
function anchorsOf(page: string): string[] {
  return [...readFileSync(join(root, page), 'utf8').matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

describe('the documentation', () => {
  it.each(pages)('%s links only to what is there', (page) => {
    const dead = linksOf(page).filter(({ path, anchor }) => {
      const target = join(root, path);
      if (!existsSync(target)) return true;
      return anchor !== undefined && path.endsWith('.md') && !anchorsOf(path).includes(anchor);
    });
    expect(dead).toEqual([]);
  });

  it('has every page in an index', () => {
    const indexed = ['docs/README.md', 'docs/adr/README.md'].flatMap((index) =>
      linksOf(index).map(({ path }) => path),
    );
    const missing = pages.filter(
      (page) => page.startsWith('docs/') && page !== 'docs/README.md' && !indexed.includes(page),
    );
    expect(missing).toEqual([]);
  });

  it.each(['overview-light.png', 'overview-dark.png'])('has a small picture %s', (name) => {
    const { size } = statSync(join(root, 'docs', 'images', name));
    expect(size).toBeGreaterThan(10_000);
    expect(size).toBeLessThanOrEqual(300 * 1024);
  });
});
