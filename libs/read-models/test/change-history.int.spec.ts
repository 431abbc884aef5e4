import { change } from '@hormesis/api';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readChanges, readModels } from '../src/index.js';
import { at, type ReadModelsUnderTest, startReadModels, withoutPosition } from './given-events.js';
import { badDeployment, deployed } from './stories.js';

let test: ReadModelsUnderTest;
beforeAll(async () => {
  test = await startReadModels(readModels);
});
afterAll(() => test.drop());
beforeEach(() => test.clear());

describe('change history', () => {
  it('lists every change, newest first, and the incident it was attributed to or that caused it', async () => {
    await test.given(...badDeployment());
    const { items } = await readChanges(test.database);
    expect(items.map((item) => change.strict().parse(item))).toMatchObject([
      { kind: 'rollback', subject: 'checkout', version: 'v412', at: at(9), incident: 'inc-7f3a' },
      {
        kind: 'deployment',
        version: 'v413',
        exposure: 100,
        incident: 'inc-7f3a',
        position: 'hormesis.changes/0@0',
      },
    ]);
    expect((await readChanges(test.database, { incident: 'inc-7f3a' })).items).toHaveLength(2);
  });

  it('keeps the incident at the change that was acted on, though a later ranking suspects none', async () => {
    const story = badDeployment();
    const [none] = story.flatMap((one) => (one.name === 'attribution.ranked' ? [one] : []));
    const data = none?.data as { candidates: unknown[] };
    const suspectsNone = {
      ...none!,
      id: 'later',
      time: at(20),
      data: { ...data, candidates: data.candidates.slice(1) },
    };
    await test.inEveryOrder(
      () => [...story, suspectsNone],
      async () => (await readChanges(test.database)).items.map(withoutPosition),
    );
    expect((await readChanges(test.database)).items.map(({ incident }) => incident)).toEqual([
      'inc-7f3a',
      'inc-7f3a',
    ]);
  });

  it('takes a change for the suspect only if its source is the one that the ranking names', async () => {
    const twin = { ...deployed(1, 'checkout', 'v413'), source: '/elsewhere' };
    const named = badDeployment().map((one) =>
      one.name === 'attribution.ranked' ? { ...one, data: withSource(one.data as Ranked, '/test') } : one,
    );
    await test.given(...named, twin);
    const { items } = await readChanges(test.database, { incident: 'inc-7f3a' });
    expect(items.map(({ kind, source }) => [kind, source])).toEqual([
      ['rollback', '/test'],
      ['deployment', '/test'],
    ]);
    const all = (await readChanges(test.database)).items.map(({ incident, source }) => [source, incident]);
    expect(all).toContainEqual(['/elsewhere', null]);
  });

  it('pages without a gap or a double', async () => {
    await test.given(...Array.from({ length: 7 }, (_, n) => deployed(n, 'checkout', `v${n}`)));
    const seen: (string | null)[] = [];
    let cursor: string | undefined;
    do {
      const page = await readChanges(test.database, { limit: 3, cursor });
      seen.push(...page.items.map(({ version }) => version));
      cursor = page.next ?? undefined;
    } while (cursor);
    expect(seen).toEqual(['v6', 'v5', 'v4', 'v3', 'v2', 'v1', 'v0']);
  });

  it('refuses a cursor of another list', async () => {
    await expect(readChanges(test.database, { cursor: 'bm90aGluZw' })).rejects.toThrow(/cursor/);
  });
});

type Ranked = { candidates: { change: object | null }[] };

function withSource({ candidates, ...data }: Ranked, source: string) {
  return {
    ...data,
    candidates: candidates.map((one) => ({ ...one, change: one.change && { ...one.change, source } })),
  };
}
