import { isEvent } from '@hormesis/events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { learnt, proposalsOf } from './learnt.js';
import { at, of, story } from './ramp-story.js';
import { happened, startLearning } from './start-learning.js';

let learning: Awaited<ReturnType<typeof startLearning>>;
let { allAnswers, casesOf, learnedFrom, post } = {} as ReturnType<typeof learnt>;
beforeAll(async () => {
  learning = await startLearning();
  await learning.holdBacktests();
  ({ allAnswers, casesOf, learnedFrom, post } = learnt(learning));
});
afterAll(() => learning?.stop());

describe('what is learnt after the resolution', () => {
  const inIncident = (incident: string) => ({ correlationId: incident });

  it('makes the case anew: a late ranking, a note; and what was withheld may be proposed', async () => {
    const { before, resolved, windows } = story('mailer', 'inc-0011');
    const ranking = before.find((event) => isEvent(event, 'attribution.ranked'));
    await learning.append(...windows, ...before.filter((event) => event !== ranking), resolved);
    await allAnswers('inc-0011');
    expect(await casesOf('inc-0011')).toMatchObject([{ data: { class: { change: 'none' }, change: null } }]);

    if (!ranking || !isEvent(ranking, 'attribution.ranked')) throw new Error('The story has no ranking.');
    const late = happened('attribution.ranked', 'inc-0011', at(400), ranking.data, inIncident('inc-0011'));
    const note = { ...of('mailer'), note: 'The cache was cold.' };
    await learning.append(
      late,
      happened('incident.annotated', 'inc-0011', at(500), note, inIncident('inc-0011')),
    );
    await expect.poll(async () => (await casesOf('inc-0011')).length, { timeout: 20_000 }).toBe(3);
    expect((await casesOf('inc-0011')).at(-1)).toMatchObject({ data: { class: { change: 'flag' } } });
    await expect
      .poll(async () => proposalsOf(await learnedFrom('inc-0011')).map(({ data }) => data.proposer), {
        timeout: 20_000,
      })
      .toContain('ramp-steps');
  });

  it('keeps what a person corrected', async () => {
    const first = story('ledger', 'inc-0021');
    await learning.append(...first.windows, ...first.before, first.resolved);
    await allAnswers('inc-0021');
    const correction = { class: { signature: 'timeout of the bank' }, reason: 'The 500 hides a timeout.' };
    expect(await post('/api/incidents/inc-0021/class', correction)).toMatchObject({
      status: 202,
      body: { events: [{ name: 'case.corrected' }] },
    });
    await expect.poll(async () => (await casesOf('inc-0021')).length, { timeout: 20_000 }).toBe(2);
    expect((await casesOf('inc-0021')).at(-1)).toMatchObject({
      data: {
        class: { signature: 'timeout of the bank' },
        explained: expect.arrayContaining([expect.stringContaining('The 500 hides a timeout.')]),
      },
    });
    const note = { ...of('ledger'), note: 'Seen again in the logs.' };
    await learning.append(happened('incident.annotated', 'inc-0021', at(600), note, inIncident('inc-0021')));
    await expect.poll(async () => (await casesOf('inc-0021')).length, { timeout: 20_000 }).toBe(3);
    const [assembled, corrected, noted] = await casesOf('inc-0021');
    expect(noted?.data.fingerprint).toBe(corrected?.data.fingerprint);
    expect(noted?.data.fingerprint).not.toBe(assembled?.data.fingerprint);
    expect(await post('/api/incidents/inc-0021/class', correction)).toMatchObject({
      status: 202,
      body: { events: [] },
    });
  });

  it.each([
    [
      'an incident without a case',
      'inc-9999',
      { class: { failure: 'latency' }, reason: 'r' },
      404,
      'not-found',
    ],
    ['no reason', 'inc-0021', { class: { failure: 'latency' } }, 400, 'invalid'],
    ['no part of the class', 'inc-0021', { class: {}, reason: 'r' }, 400, 'invalid'],
  ])('refuses to correct %s', async (_, incident, body, status, code) => {
    expect(await post(`/api/incidents/${incident}/class`, body)).toMatchObject({ status, body: { code } });
  });
});
