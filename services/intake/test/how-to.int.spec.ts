import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startIntake } from './start-intake.js';

const run = promisify(execFile);
const text = readFileSync(new URL('../../../docs/how-to/send-events.md', import.meta.url), 'utf8');
const blocks = [...text.matchAll(/^```(\w+)\n(.*?)^```/gms)].map(([, language, code = '']) => ({
  language,
  code,
}));
/** Each command of the guide with the answer that follows it. */
const steps = blocks.flatMap(({ language, code }, at) => {
  const answer = blocks[at + 1];
  return language === 'sh' && answer?.language === 'json'
    ? [{ command: code, answer: JSON.parse(answer.code) }]
    : [];
});

let intake: Awaited<ReturnType<typeof startIntake>>;
beforeAll(async () => {
  intake = await startIntake();
});
afterAll(() => intake.stop());

describe('the guide on sending events', () => {
  it('shows every form', () => {
    expect(steps).toHaveLength(5);
  });

  it.each(steps)('is exact: $command', async ({ command, answer }) => {
    const env = { ...process.env, HORMESIS: intake.url, TOKEN: 'ci-secret-1' };
    const { stdout } = await run('bash', ['-euc', command], { env });
    expect(comparable(JSON.parse(stdout))).toEqual(comparable(answer));
  });
});

/** Which partition a key falls into, and the fraction of a second, are not what the guide is about. */
function comparable(answer: unknown): unknown {
  return JSON.parse(
    JSON.stringify(answer)
      .replace(/\/\d+@\d+"/g, '/…"')
      .replace(/T10:00:00\.\d+Z/g, 'T10:00:00Z'),
  );
}
