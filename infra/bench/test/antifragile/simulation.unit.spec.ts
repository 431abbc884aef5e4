import { Recorder } from '@hormesis/recording';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../../src/antifragile/catalogue/all.js';
import { expect as ours } from '../../src/antifragile/learn/expect.js';
import { recordedWindows } from '../../src/antifragile/learn/recorded-windows.js';
import { runTestFile } from '../../src/antifragile/learn/run-test-file.js';
import { Agenda } from '../../src/antifragile/life/agenda.js';
import { occurrence } from '../../src/antifragile/life/occurrence.js';
import { day, epoch, planRound } from '../../src/antifragile/life/plan.js';
import { reportSeeds, tuningSeeds } from '../../src/antifragile/seeds.js';
import { People } from '../../src/antifragile/watch/people.js';
import { Dice } from '../../src/antifragile/world/dice.js';
import { drawWindow } from '../../src/antifragile/world/window.js';

const hour = day / 24;
const shop = {
  ...{ name: 'shop', requestsPerSecond: 50, errorRatio: 0.01, latencyMs: 80, calls: [] },
  request: { method: 'GET' as const, path: '/' },
};

describe('the catalogue', () => {
  it('has at least twelve classes, each with the layer that should stop it the second time', () => {
    expect(new Set(catalogue.map(({ name }) => name)).size).toBeGreaterThanOrEqual(12);
    expect(new Set(catalogue.map(({ carrier }) => carrier)).size).toBe(5);
  });

  it('is reported on seeds by which nothing was set', () => {
    expect(reportSeeds.filter((seed) => (tuningSeeds as readonly number[]).includes(seed))).toEqual([]);
  });
});

describe('the plan of a round', () => {
  it.each([4, 5, 6])(
    'has each class once, those of a service hours apart, among many more good changes',
    (seed) => {
      const { changes, misfortunes } = planRound(seed, 1, catalogue, epoch, 4);
      const all = [...changes.flatMap((change) => change.occurrence ?? []), ...misfortunes];
      expect(all.map((each) => each.class.name).sort()).toEqual(catalogue.map(({ name }) => name).sort());
      for (const one of all)
        for (const other of all)
          if (one !== other && one.class.service === other.class.service)
            expect(Math.abs(one.at - other.at)).toBeGreaterThan(6 * hour);
      const good = changes.filter((change) => !change.occurrence);
      expect(good.length).toBeGreaterThan(3 * all.length);
    },
  );

  it('draws another instance the second time, and the same one for the same seed', () => {
    const [first] = catalogue;
    if (!first) throw new Error('the catalogue is empty');
    expect(occurrence(7, first, 2, 0).course.harm).not.toEqual(occurrence(7, first, 1, 0).course.harm);
    expect(occurrence(7, first, 2, 0)).toEqual(occurrence(7, first, 2, 0));
  });
});

describe('windows', () => {
  const draw = (harms: Parameters<typeof drawWindow>[3]) =>
    drawWindow(new Dice(1, 'w'), shop, { cohort: 'all', start: 0, expected: 20_000 }, harms);

  it('show what a fault does, and nothing of answers that are wrong with 200', () => {
    expect(draw([]).bad / draw([]).total).toBeCloseTo(0.01, 2);
    expect(draw([{ errors: 0.2 }]).bad / draw([{ errors: 0.2 }]).total).toBeCloseTo(0.21, 1);
    expect(draw([{ wrong: 0.3 }])).toMatchObject({
      bad: draw([]).bad,
      harmed: expect.closeTo(0.3 * 20_000, -3),
    });
    expect(draw([{ slowness: 4 }]).latency.sumMs).toBeGreaterThan(3 * draw([]).latency.sumMs);
    expect(draw([{ lost: 1 }])).toMatchObject({ total: 0, harmed: expect.closeTo(20_000, -3) });
  });

  it('come back from the record as they were', () => {
    const record = new Recorder();
    const taken = [0, 1, 2].map((n) => {
      const start = epoch + n * 10_000;
      const { total, bad, latency } = drawWindow(
        new Dice(n),
        shop,
        { cohort: 'all', start, expected: 500 },
        [],
      );
      const window = { service: 'shop', environment: 'production', metric: 'http.errors', cohort: 'all' };
      record.take({ ...window, start, durationMs: 10_000, total, bad, latency, seenAt: start + 10_400 });
      return { ...window, start: new Date(start).toISOString(), durationMs: 10_000, total, bad, latency };
    });
    expect(recordedWindows(record, 'shop', epoch, epoch + day)).toEqual(taken);
  });
});

describe('people', () => {
  it('notice a bad outage in minutes, and what harms few in hours', () => {
    const noticedAfter = (share: number) => {
      const about = { ...occurrence(1, catalogue[0] as (typeof catalogue)[number], 1, 0), patience: 1 };
      const people = new People();
      for (let minutes = 1; minutes < 1_000; minutes += 1)
        if (people.meet(about, share, 60_000)) return minutes;
      return Number.POSITIVE_INFINITY;
    };
    expect(noticedAfter(0.5)).toBeLessThan(6);
    expect(noticedAfter(0.005)).toBeGreaterThan(60);
  });
});

describe('the agenda', () => {
  it('keeps the order of time, and of putting down where times are equal', () => {
    const done: string[] = [];
    const agenda = new Agenda();
    agenda.put(2, () => done.push('later'));
    agenda.put(1, () => {
      done.push('first');
      agenda.put(1, () => done.push('what it led to'));
    });
    agenda.put(1, () => done.push('second'));
    agenda.doneBy(1);
    expect(done).toEqual(['first', 'second', 'what it led to']);
  });
});

describe('a proposed test on a simulated preview', () => {
  const file = `import process from "node:process";
import { describe, expect, it } from "vitest";
describe("shop", () => {
  it("answers", async () => {
    const response = await fetch(\`\${process.env.TARGET_URL}/a?b=1\`, { method: "GET" } as RequestInit);
    expect(response.status).toBe(200);
    expect(JSON.parse(await response.text())).toMatchObject({ id: expect.any(String), list: expect.any(Array) });
  }, 15_000);
});
`;
  const answering = (status: number, body: string) => ({ answer: () => ({ status, body }) });

  it('fails where the answer is bad, misses a field, or does not come', async () => {
    expect(await runTestFile(file, answering(200, '{"id":"1","list":[],"more":1}'))).toEqual([]);
    expect(await runTestFile(file, answering(500, '{"id":"1","list":[]}'))).toEqual(['answers']);
    expect(await runTestFile(file, answering(200, '{"id":"1","list":null}'))).toEqual(['answers']);
    expect(await runTestFile(file, { answer: () => undefined })).toEqual(['answers']);
  });

  it.each([
    [1, 1],
    [500, 200],
    [{ a: 1, b: 'x' }, { a: 1 }],
    [{ a: 1 }, { a: 1, b: 2 }],
    [{ a: { b: [1] } }, { a: { b: [1] } }],
    ['x', 'x'],
    [null, { a: 1 }],
  ])('judges %j against %j as vitest does', (seen, wanted) => {
    expect(holds(() => ours(seen).toBe(wanted))).toBe(holds(() => expect(seen).toBe(wanted)));
    expect(holds(() => ours(seen).toEqual(wanted))).toBe(holds(() => expect(seen).toEqual(wanted)));
    if (typeof wanted !== 'object' || wanted === null) return;
    expect(holds(() => ours(seen).toMatchObject(wanted))).toBe(
      holds(() => expect(seen).toMatchObject(wanted)),
    );
  });
});

function holds(judge: () => void): boolean {
  try {
    judge();
    return true;
  } catch {
    return false;
  }
}
