import { gzipSync } from 'node:zlib';
import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startConsole, type TestConsole } from './mock/console.js';
import { forms, pages, states } from './mock/pages.js';

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
/** What is said of nothing and of errors is of the same make everywhere: one page in the dark tells of all. */
const alike = { learning: '/learning' };
let web: TestConsole;

beforeAll(async () => {
  web = await startConsole();
});
afterAll(() => web?.stop());

describe.each(['light', 'dark'] as const)('every page in %s', (colorScheme) => {
  describe.each(['loaded', 'empty', 'error'] as const)('%s', (mode) => {
    const shown = mode === 'loaded' ? { ...pages, ...states } : colorScheme === 'light' ? pages : alike;
    it.each(Object.entries(shown))('%s breaks no rule of WCAG 2.2 AA', async (name, path) => {
      web.server.mode = mode;
      const { page, complaints, close } = await web.open(path, { colorScheme });
      expect(complaints).toEqual([]);
      // A report's frame runs no scripts, so axe cannot look into it; the report has its own tests.
      const axe = new AxeBuilder({ page }).withTags(tags).setLegacyMode(true);
      const { violations } = await axe.analyze();
      await web.picture(page, `${name}-${mode}-${colorScheme}`);
      await close();
      expect(
        violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`),
      ).toEqual([]);
    });
  });
});

describe('on a phone', () => {
  it.each(Object.entries(pages))('%s needs no sideways scrolling', async (name, path) => {
    web.server.mode = 'loaded';
    const { page, close } = await web.open(path, { width: 390 });
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    const cutOff = await page.evaluate(() =>
      [...document.querySelectorAll('table')]
        .filter(({ parentElement: frame }) => frame && getComputedStyle(frame).overflowX === 'hidden')
        .filter((table) => table.offsetWidth > (table.parentElement?.clientWidth ?? 0))
        .map((table) => table.ariaLabel),
    );
    await web.picture(page, `${name}-phone`);
    await close();
    expect(overflow).toBe(0);
    expect(cutOff).toEqual([]);
  });
});

it.each(Object.entries(forms))('the form %s breaks no rule of WCAG 2.2 AA', async (name, path) => {
  web.server.mode = 'loaded';
  const { page, complaints, close } = await web.open(path);
  await page.getByRole('dialog').waitFor();
  const { violations } = await new AxeBuilder({ page }).withTags(tags).setLegacyMode(true).analyze();
  await web.picture(page, `form-${name}`);
  await close();
  expect(complaints).toEqual([]);
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual(
    [],
  );
});

it('needs at most 240 KB to show the first page', async () => {
  web.server.mode = 'loaded';
  const { page, close } = await web.open('/reports');
  const sizes: Promise<number>[] = [];
  page.on('response', (response) => {
    if (response.url().includes('/assets/'))
      sizes.push(response.body().then((body) => gzipSync(body).length));
  });
  await page.goto(web.server.url);
  await page.getByRole('heading', { name: 'What runs where' }).waitFor();
  const total = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  await close();
  process.stdout.write(`first page: ${Math.round(total / 1024)} KB gzip in ${sizes.length} files\n`);
  expect(total).toBeLessThanOrEqual(240 * 1024);
});

describe('signing in', () => {
  it('asks for a token, refuses a wrong one in words and lets the right one in', async () => {
    web.server.mode = 'loaded';
    web.server.signedIn = false;
    const { page, close } = await web.open('/deployments');
    const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze();
    await web.picture(page, 'sign-in');
    await page.getByLabel('Token').fill('wrong');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect
      .poll(() => page.getByRole('alert').textContent())
      .toBe('This server does not know that token.');
    await page.getByLabel('Token').fill('good-token');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Deployments', level: 1 }).waitFor();
    await close();
    expect(violations).toEqual([]);
  });
});
