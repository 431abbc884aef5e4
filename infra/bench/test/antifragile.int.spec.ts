import { startTestDatabase, type TestDatabase } from '@hormesis/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Done, perform } from '../src/antifragile/task.js';
import { readBack } from '../src/antifragile/tell/read-back.js';

const task = {
  seed: 1,
  classes: ['crash-loop'],
  warmUpDays: 0.05,
  days: 0.15,
  hasSentinel: true,
  tell: true,
};
let test: TestDatabase | undefined;
let done: Done;
beforeAll(async () => {
  done = await perform(task, () => undefined);
  test = await startTestDatabase();
});
afterAll(() => test?.drop());

describe('two rounds of a small life', () => {
  it('stop a bad version on its preview the second time, with the test that the first one taught', () => {
    const [bad] = done.result.classes;
    expect(bad?.first).toMatchObject({ stoppedBy: 'rollback', secondsToDetect: expect.any(Number) });
    expect(bad?.without.exposedUserSeconds).toBeGreaterThan(0);
    expect(bad?.second).toMatchObject({ stoppedBy: 'preview', exposedUserSeconds: 0, secondsToDetect: null });
    expect(bad).toMatchObject({ verdict: 'better', why: null });
    expect(bad?.guards.some((guard) => guard.startsWith('replay: '))).toBe(true);
  });

  it('count what guards cost: the good changes of the second round are the same with and without them', () => {
    const { second, without } = done.result.costs;
    expect(second.goodChanges).toBe(without.goodChanges);
    expect(second.goodChanges).toBeGreaterThan(0);
  });

  it('show the same numbers by what the console and the dashboard read', async () => {
    const story = done.story;
    if (!story || !test) throw new Error('no story was told');
    const shown = await readBack(test.database, story);
    expect(shown.differences).toEqual([]);
    expect(story.recorded.map(({ round, stoppedBy }) => [round, stoppedBy])).toEqual([
      [1, 'rollback'],
      [2, 'preview'],
    ]);
    expect(shown).toMatchObject({ caught: 1 });
  });
});
