import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { startBrowser } from './browser.js';
import { type MockServer, startMockServer } from './mock-server.js';

type OpenOptions = { colorScheme?: 'light' | 'dark'; width?: number };

export type Opened = {
  page: Page;
  /** What the browser complained of: errors of scripts, and what the content security policy refused. */
  complaints: string[];
  close: () => Promise<void>;
};

export type TestConsole = {
  server: MockServer;
  open: (path: string, options?: OpenOptions) => Promise<Opened>;
  /** Keeps a picture of the page where `HORMESIS_SCREENSHOTS` says; nowhere if it says nothing. */
  picture: (page: Page, name: string) => Promise<void>;
  stop: () => Promise<void>;
};

/** Builds the app into a folder of its own, serves it with fixtures, and starts a browser. */
export async function startConsole(): Promise<TestConsole> {
  const dist = mkdtempSync(join(tmpdir(), 'hormesis-web-'));
  const vite = join(dirname(fileURLToPath(import.meta.resolve('vite/package.json'))), 'bin', 'vite.js');
  const root = join(import.meta.dirname, '..', '..');
  await promisify(execFile)(process.execPath, [vite, 'build', '--outDir', dist, '--emptyOutDir'], {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'production' },
  });
  const [browser, server] = await Promise.all([startBrowser(), startMockServer(dist)]);
  const pictures = process.env.HORMESIS_SCREENSHOTS;
  if (pictures) mkdirSync(pictures, { recursive: true });
  return {
    server,
    open: (path, options = {}) => open(browser, server.url + path, options),
    picture: async (page, name) => {
      if (pictures) await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
    },
    stop: async () => {
      await browser.close();
      await server.stop();
      rmSync(dist, { recursive: true, force: true });
    },
  };
}

/** Opens a page and waits until all it asks for has come. */
async function open(
  browser: Browser,
  url: string,
  { colorScheme = 'light', width = 1360 }: OpenOptions,
): Promise<Opened> {
  const context = await browser.newContext({
    colorScheme,
    viewport: { width, height: 900 },
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('status of')) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(url);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForLoadState('load');
  await page.waitForTimeout(250);
  await page.getByText('Loading', { exact: true }).first().waitFor({ state: 'detached' });
  return { page, complaints, close: () => context.close() };
}
