import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';

const usual = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

export type Opened = {
  page: Page;
  /** What the browser complained of: scripts that threw, what the content security policy refused, failed requests. */
  complaints: string[];
  close(): Promise<void>;
};

/** Starts the Chromium of `HORMESIS_CHROMIUM`, or one at the usual places. */
export function startBrowser(): Promise<Browser> {
  const executablePath = process.env.HORMESIS_CHROMIUM ?? usual.find((path) => existsSync(path));
  if (!executablePath) throw new Error('No Chromium found. Install one, or name it in HORMESIS_CHROMIUM.');
  return chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
}

/** Opens a page and waits until all it asks for has come. */
export async function open(
  browser: Browser,
  url: string,
  colorScheme: 'light' | 'dark' = 'light',
): Promise<Opened> {
  const context = await browser.newContext({
    colorScheme,
    viewport: { width: 1360, height: 900 },
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('response', (response) => {
    if (response.status() >= 400) complaints.push(`${response.status()} ${response.url()}`);
  });
  await page.goto(url);
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await page.waitForLoadState('load');
  await page.waitForTimeout(500);
  await page.getByText('Loading', { exact: true }).first().waitFor({ state: 'detached' });
  return { page, complaints, close: () => context.close() };
}

/** Keeps a picture of the page where `HORMESIS_SCREENSHOTS` says; nowhere if it says nothing. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.HORMESIS_SCREENSHOTS;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}
