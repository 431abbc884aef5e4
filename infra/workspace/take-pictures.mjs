/* Takes the README's pictures: starts a system of its own with the demo, waits for an incident, opens its page. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { chromium } from 'playwright-core';

const root = resolve(import.meta.dirname, '..', '..');
const images = resolve(process.argv[2] ?? join(root, 'docs', 'images'));
const mostBytes = 300 * 1024;
const patienceMs = 120_000;
const size = { width: 1400, height: 1240 };

const data = mkdtempSync(join(tmpdir(), 'hormesis-picture-'));
const port = await freePort();
const system = spawn(
  process.execPath,
  [
    join(root, 'services', 'hormesis', 'dist', 'main.js'),
    'dev',
    '--quiet',
    '--data',
    data,
    '--port',
    String(port),
  ],
  { stdio: ['ignore', 'ignore', 'inherit'] },
);
const url = `http://localhost:${port}`;
try {
  const incident = await until(killedIncident);
  const event = await until(() => completedAction(incident));
  mkdirSync(images, { recursive: true });
  for (const scheme of ['light', 'dark']) {
    await take(`${url}/incidents/${incident}?sel=${event}`, scheme, join(images, `overview-${scheme}.png`));
  }
} finally {
  system.kill('SIGINT');
  await once(system, 'exit');
  rmSync(data, { recursive: true, force: true });
}

/** The incident in which the guardian turned a flag off, once it is over and has taught something. */
async function killedIncident() {
  const { items } = await ask('/api/incidents?phase=resolved');
  const killed = items.find(({ actions }) => actions.some(({ target }) => target.kind === 'kill'));
  if (!killed) return undefined;
  const { proposals } = await ask(`/api/incidents/${killed.id}`);
  return proposals.length > 0 ? killed.id : undefined;
}

async function completedAction(incident) {
  const { items } = await ask(`/api/timeline?incident=${incident}`);
  return items.find(({ name }) => name === 'action.completed')?.eventId;
}

async function ask(path) {
  const answer = await fetch(url + path, { headers: { authorization: 'Bearer dev-token' } });
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.json();
}

async function until(look) {
  const end = Date.now() + patienceMs;
  while (Date.now() < end && system.exitCode === null) {
    const found = await look().catch(() => undefined);
    if (found !== undefined) return found;
    await wait(500);
  }
  throw new Error(`hormesis: nothing to take a picture of at ${url}.`);
}

async function take(address, colorScheme, file) {
  const browser = await chromium.launch({
    executablePath: browserPath(),
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
  const page = await browser.newPage({
    colorScheme,
    viewport: size,
    reducedMotion: 'reduce',
  });
  await page.goto(address);
  await page.getByRole('article', { name: 'Selected event' }).waitFor();
  await page.waitForTimeout(1_000);
  await page.evaluate(() => scrollTo(0, 0));
  await page.screenshot({ path: file });
  await browser.close();
  const { size: bytes } = statSync(file);
  if (bytes > mostBytes)
    throw new Error(`hormesis: ${file} has ${bytes} bytes; the README takes ${mostBytes}.`);
  process.stdout.write(`${file}  ${Math.round(bytes / 1024)} KiB\n`);
}

function browserPath() {
  const usual = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
  const found = process.env.HORMESIS_CHROMIUM ?? usual.find((path) => existsSync(path));
  if (!found) throw new Error('hormesis: no Chromium found. Install one, or name it in HORMESIS_CHROMIUM.');
  return found;
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port: free } = server.address();
  server.close();
  return free;
}
