import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { answerCase, answerTo, explanation } from '../src/attribute/answer-case.js';
import { readLines } from '../src/attribute/read-lines.js';
import { CliError } from '../src/cli/cli-error.js';

const minute = 60_000;
const t = 1_767_600_000_000;
const points = (success: number) =>
  Array.from({ length: 14 }, (_, n) => ({
    t: t - n * minute,
    ...{ success, latencyMs: 20 + (n % 3), cpu: null, memory: null },
  }));
const pod = (name: string, version: string, success: number) => ({
  pod: name,
  service: 'checkout',
  version,
  from: 'frontend',
  to: 'checkout',
  points: points(success),
});
const start = t - 14 * minute;
const given = {
  t,
  alert: { service: 'frontend' },
  changes: [
    {
      id: 'v2',
      service: 'checkout',
      kind: 'deployment',
      start,
      replicas: 3,
      steps: [{ start, end: null, replicas: 1 }],
    },
  ],
  edges: [{ from: 'frontend', to: 'checkout' }],
  series: [pod('a', 'v1', 0.99), pod('b', 'v1', 0.99), pod('c', 'v2-canary', 0.6)],
};
const line = (value: unknown) => ({ number: 7, text: JSON.stringify(value) });
const all = async <T>(items: AsyncIterable<T>): Promise<T[]> => {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
};

describe('hormesis attribute', () => {
  it('answers a case with a ranking, and why if that is asked', () => {
    const attribution = answerCase(line(given));
    expect(answerTo(attribution, { evidence: false })).toEqual({
      ranking: [{ changeId: 'v2', probability: expect.closeTo(0.95, 1) }],
    });
    expect(answerTo(attribution, { evidence: true })).toMatchObject({
      evidence: { causes: ['v2'], changes: [{ terms: { contrastIn: expect.any(Number) } }] },
    });
    expect(explanation(attribution)[0]).toMatch(
      / % {2}v2: .*errors of calls from frontend are .* points worse/,
    );
  });

  it('says that no change did it where there was none', () => {
    const attribution = answerCase(line({ t, changes: [] }));
    expect(answerTo(attribution, { evidence: false })).toEqual({ none: true });
  });

  it('names the line and each field that is wrong', () => {
    const wrong = () => answerCase(line({ ...given, changes: [{ id: 'v2', service: 3, start: 'now' }] }));
    expect(wrong).toThrow(CliError);
    expect(wrong).toThrow(/Line 7/);
    try {
      wrong();
    } catch (error) {
      expect((error as CliError).details.map(({ field }) => field)).toEqual([
        'changes[0].service',
        'changes[0].start',
      ]);
    }
    expect(() => answerCase({ number: 2, text: '{"t":' })).toThrow(/Line 2 is not JSON/);
  });

  it('reads a file line by line, and says if there is none', async () => {
    const file = join(await mkdtemp(join(tmpdir(), 'cases-')), 'cases.jsonl');
    await writeFile(file, 'one\n\ntwo\n');
    expect(await all(readLines(file))).toEqual([
      { number: 1, text: 'one' },
      { number: 3, text: 'two' },
    ]);
    await writeFile(file, '\uFEFFone\r\ntwo');
    expect(await all(readLines(file))).toEqual([
      { number: 1, text: 'one' },
      { number: 2, text: 'two' },
    ]);
    await expect(all(readLines(`${file}.none`))).rejects.toThrow(/There is no file/);
  });
});
