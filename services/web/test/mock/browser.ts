import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const usual = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Starts the Chromium of `HORMESIS_CHROMIUM`, or one at the usual places. */
export function startBrowser(): Promise<Browser> {
  const executablePath = process.env.HORMESIS_CHROMIUM ?? usual.find((path) => existsSync(path));
  if (!executablePath) throw new Error('No Chromium found. Install one, or name it in HORMESIS_CHROMIUM.');
  return chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
}
