import { afterAll, beforeAll, expect, it } from 'vitest';
import { startConsole, type TestConsole } from './mock/console.js';

let web: TestConsole;

beforeAll(async () => {
  web = await startConsole();
});
afterAll(() => web?.stop());

it('zooms and moves through 100,000 events, and says how long a step takes', async () => {
  web.server.entries = 100_000;
  const { page, close } = await web.open('/timeline?view=all');
  await page.getByText(/^1000\d\d events$/).waitFor({ timeout: 60_000 });
  const chart = page.getByLabel('Timeline chart');
  await chart.focus();
  const before = new URL(page.url()).searchParams.toString();
  const took = await chart.evaluate(async (element) => {
    const steps: number[] = [];
    for (const key of [...'wwwwdddaaassss'.repeat(4)]) {
      const started = performance.now();
      element.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
      await new Promise((drawn) => setTimeout(drawn));
      await new Promise((drawn) => requestAnimationFrame(drawn));
      steps.push(performance.now() - started);
    }
    return steps.sort((a, b) => a - b);
  });
  await expect.poll(() => new URL(page.url()).searchParams.toString()).not.toBe(before);
  await web.picture(page, 'timeline-100k');
  await close();
  const at = (share: number) => took[Math.floor(took.length * share)] ?? Number.NaN;
  process.stdout.write(
    `timeline of 100,000: p50 ${at(0.5).toFixed(1)} ms, p95 ${at(0.95).toFixed(1)} ms a step\n`,
  );
});
