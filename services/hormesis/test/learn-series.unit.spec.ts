import { Readable } from 'node:stream';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { learnLineOf } from '../src/learn/learn-line.js';
import { learnSeries } from '../src/learn/learn-series.js';

describe('a line of hormesis learn --series', () => {
  it.each([
    ['{"t": 1, "value": 2}', { t: 1, value: 2 }],
    ['{"t": 1, "value": null, "host": "a"}', { t: 1, value: null }],
    ['{"t": 9, "incident": {"from": 3, "to": 8}}', { t: 9, incident: { from: 3, to: 8 } }],
    [
      '{"t": "2026-01-05T00:00:09Z", "incident": {"from": "2026-01-05T00:00:03Z", "to": "2026-01-05T00:00:08Z"}}',
      {
        t: Date.parse('2026-01-05T00:00:09Z'),
        incident: { from: Date.parse('2026-01-05T00:00:03Z'), to: Date.parse('2026-01-05T00:00:08Z') },
      },
    ],
  ])('is a point, or an incident: %s', (text, line) => {
    expect(learnLineOf(text)).toEqual(line);
  });

  it.each([
    ['spike', /not JSON/],
    ['{"t": 1, "val": 3}', /no “value”, only “val”: give {"t": …, "value": …}, and null/],
    ['{"t": 1}', /no “value”: give/],
    ['{"t": 9, "incidents": {"from": 3, "to": 8}}', /no “value”, only “incidents”/],
    ['{"value": 1}', /“t” is no time/],
    ['{"t": 9, "incident": "yes"}', /“incident” is no object/],
    ['{"t": 9, "incident": {"from": 3}}', /“incident.to” is no time/],
    ['{"t": 9, "value": 1, "incident": {"from": 3, "to": 8}}', /each a line of its own/],
  ])('is refused with what is wrong: %s', (text, reason) => {
    expect(() => learnLineOf(text)).toThrow(reason);
  });
});

describe('learning from lines', () => {
  afterEach(() => vi.restoreAllMocks());

  it('prints one proposal, then each time the alert fires', async () => {
    const { out } = await outputOf(linesWith(20));
    const [proposal, ...anomalies] = out.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(proposal).toMatchObject({
      t: 320,
      proposal: { kind: 'alert', variantsTried: expect.any(Number) },
    });
    expect(anomalies).toEqual([{ t: 400, anomaly: { height: expect.any(Number) } }]);
  });

  it('prints nothing where it abstains, and says why on stderr', async () => {
    const { out, errors } = await outputOf(linesWith(0));
    expect(out).toEqual([]);
    expect(errors.join('')).toMatch(/^Incident of line 322, 310 to 320: no proposal, .* cannot be told from/);
  });

  it('says of a later incident whether the alert fired in it', async () => {
    const { errors } = await outputOf([
      ...linesWith(20),
      '{"t": 500, "incident": {"from": 398, "to": 410}}',
      '{"t": 500, "incident": {"from": 480, "to": 490}}',
    ]);
    expect(errors.join('')).toMatch(
      /the alert fired at 400, 2 ms after its begin\.\n.*the alert did not fire/,
    );
  });

  it('names the line that it cannot read, or passes over it and counts it', async () => {
    const lines = [...linesWith(20), 'what?', '{"t": 501, "incident": {"from": 9, "to": 1}}'];
    await expect(outputOf(lines)).rejects.toThrow(/Line 503 cannot be read/);
    vi.restoreAllMocks();
    const { errors } = await outputOf(lines, { skipBad: true, summary: true });
    expect(errors.join('')).toMatch(/Skipped 2 lines .*line 503/);
    expect(errors.join('')).toMatch(
      /501 points and 1 incidents were read; an alert was proposed and fired 1 times/,
    );
  });

  it('passes over points that come too late, and says so once', async () => {
    const { errors } = await outputOf([
      '{"t": 5, "value": 1}',
      '{"t": 4, "value": 1}',
      '{"t": 3, "value": 1}',
    ]);
    expect(errors).toEqual([expect.stringMatching(/^Line 2 is passed over: its time 4 is before/)]);
  });
});

/** A series with an incident at 310 that is told at 320, and comes again at 400. */
function linesWith(height: number): string[] {
  return Array.from({ length: 501 }, (_, t) => {
    const wrong = (t >= 310 && t <= 320) || (t >= 400 && t <= 410);
    const value = 50 + 3 * Math.sin(t * t) + (wrong ? height : 0);
    const point = JSON.stringify({ t, value });
    return t === 320 ? [point, '{"t": 320, "incident": {"from": 310, "to": 320}}'] : [point];
  }).flat();
}

async function outputOf(texts: string[], options = {}): Promise<{ out: string[]; errors: string[] }> {
  const out: string[] = [];
  const errors: string[] = [];
  const into = (texts: string[]) => (text: string | Uint8Array) => {
    texts.push(String(text));
    return true;
  };
  vi.spyOn(process.stdout, 'write').mockImplementation(into(out));
  vi.spyOn(process.stderr, 'write').mockImplementation(into(errors));
  await learnSeries(Readable.from(texts.map((text, n) => ({ number: n + 1, text }))), options);
  return { out, errors };
}
