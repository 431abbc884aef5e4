import { isEvent } from '@hormesis/events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ArtefactChecks } from '../src/check-artefacts/artefact-checks.js';
import { readChecksConfig } from '../src/check-artefacts/checks-config.js';
import { answeredBy, learnt, proposalsOf } from './learnt.js';
import { at, of, story } from './ramp-story.js';
import { happened, startLearning } from './start-learning.js';

let learning: Awaited<ReturnType<typeof startLearning>>;
let { allAnswers, answersTo, casesOf, learnedFrom } = {} as ReturnType<typeof learnt>;
beforeAll(async () => {
  learning = await startLearning();
  await learning.holdBacktests();
  ({ allAnswers, answersTo, casesOf, learnedFrom } = learnt(learning));
});
afterAll(() => learning?.stop());

describe('a resolved incident', () => {
  it('yields a case and proposals of each kind, with their cause', async () => {
    const { before, resolved, windows } = story('checkout', 'inc-0001');
    await learning.append(...windows, ...before, resolved);
    await allAnswers('inc-0001');
    const proposals = proposalsOf(await learnedFrom('inc-0001'));
    expect(new Set(proposals.map(({ data }) => data.kind))).toEqual(
      new Set(['alert', 'flag-default', 'test']),
    );
    expect(await casesOf('inc-0001')).toMatchObject([
      {
        subject: 'inc-0001',
        causationId: resolved.id,
        data: {
          class: { service: 'checkout', failure: 'errors', change: 'flag', signature: 'GET /basket → 500' },
          detectedBy: 'alertmanager',
          shouldHave: 'flag',
          exposedUserSeconds: 2920,
        },
      },
    ]);
    const flagDefaults = proposals.filter(({ data }) => data.kind === 'flag-default');
    const [main, ...more] = flagDefaults.filter(({ data }) => data.alternativeTo === undefined);
    expect(more).toEqual([]);
    expect(new Set(flagDefaults.map(({ data }) => data.alternativeTo))).toEqual(
      new Set([undefined, main?.subject]),
    );
    for (const proposal of proposals) {
      expect(proposal).toMatchObject({
        causationId: resolved.id,
        source: '/hormesis/learning',
        data: { incident: 'inc-0001' },
      });
      expect(JSON.stringify(proposal)).not.toContain('s3cret');
    }
    expect(proposals.map(({ data }) => data.title)).toContain(
      'Begin ramps of checkout-cache at 1 %, not at 25 %',
    );
  });

  it('yields files that the tools they are made for accept', async () => {
    const checks = new ArtefactChecks(readChecksConfig({}));
    for (const { data } of proposalsOf(await learnedFrom('inc-0001'))) {
      const { kind, files, service } = data;
      const verdict = await checks.check({ kind, files, isEdited: false, service: service.id });
      if (kind === 'test' || verdict.checks.some(({ tool }) => tool === 'none')) continue;
      expect(verdict).toMatchObject({ passed: true });
    }
  });

  it('holds alerts against changes of the service that harmed nobody', async () => {
    const { before, resolved, windows } = story('images', 'inc-0031');
    const healthy = happened('service.upgraded', 'images', at(-20_000), {
      environment: { id: 'production' },
      artifactId: 'pkg:oci/images@v7',
    });
    const earlier = (time: string) => new Date(Date.parse(time) - 19_800_000).toISOString();
    const around = windows.slice(0, 40).flatMap((window) => {
      if (!isEvent(window, 'signal.measured')) return [];
      const data = { ...window.data, start: earlier(window.data.start) };
      return [{ ...window, id: `${window.id}-before`, time: earlier(window.time), data }];
    });
    await learning.append(healthy, ...around, ...windows, ...before, resolved);
    await allAnswers('inc-0031');
    const alert = proposalsOf(await learnedFrom('inc-0031')).find(
      ({ data }) => data.proposer === 'threshold',
    );
    expect(alert?.data.files[1]?.content).toContain(`silent at the healthy change ${healthy.id}`);
    expect(alert?.data.evidence).toContain(healthy.id);
  });

  it('teaches what was known when it was resolved, not what came after', async () => {
    const { before, resolved, windows } = story('basket', 'inc-0007');
    const inIncident = { correlationId: 'inc-0007' };
    const reopened = happened('incident.reopened', 'inc-0007', at(300), of('basket'), inIncident);
    const action = { ...of('basket'), incident: 'inc-0007', target: { kind: 'kill' as const, flag: 'x' } };
    const change = {
      eventId: 'later-change',
      kind: 'config' as const,
      service: 'basket',
      subject: 'basket',
      summary: 'a later change',
      at: at(290),
      reversible: true,
    };
    const candidates = [{ change, probability: 0.99, evidence: [] }];
    const data = { ...of('basket'), anomaly: 'anom-later', method: 'recency', candidates };
    const ranked = happened('attribution.ranked', 'inc-0007', at(301), data, inIncident);
    const requested = happened(
      'action.requested',
      'act-later',
      at(302),
      { ...action, change: 'later-change', reason: 'r' },
      inIncident,
    );
    await learning.append(...windows, ...before, reopened, ranked, requested, resolved);
    await allAnswers('inc-0007');
    const titles = proposalsOf(await learnedFrom('inc-0007')).map(({ data: { title } }) => title);
    expect(titles).toContain('Begin ramps of basket-cache at 1 %, not at 25 %');
  });

  it('says what its data does not allow', async () => {
    const { before, resolved } = story('search', 'inc-0002');
    const plain = before.map((event) =>
      isEvent(event, 'anomaly.detected')
        ? { ...event, data: { ...event.data, failingRequest: undefined } }
        : event,
    );
    await learning.append(...plain, resolved);
    await allAnswers('inc-0002');
    const withheld = (await answersTo('inc-0002')).filter((event) => isEvent(event, 'proposal.withheld'));
    const reasons = Object.fromEntries(withheld.map(({ data }) => [data.proposer, data.reason]));
    expect(reasons).toMatchObject({
      threshold: 'No signal windows of http.errors are on record around it.',
      seasonal: expect.stringContaining('two periods on record'),
      gate: 'The flag search-cache is off by default already.',
      replay: expect.stringContaining('nothing to replay'),
      configuration: 'search-cache is a switch, not a value: a flag default guards it.',
    });
  });

  it('teaches once, however often it is seen', async () => {
    const { before, resolved, windows } = story('payments', 'inc-0003');
    await learning.append(...windows, ...before, resolved);
    await allAnswers('inc-0003');
    await learning.append({ ...resolved, id: 'resolved-again' });
    await learning.restart();
    await learning.append(...story('quiet', 'inc-0004').before, story('quiet', 'inc-0004').resolved);
    await allAnswers('inc-0004');
    expect(await answersTo('inc-0003')).toHaveLength(answeredBy);
    expect(await casesOf('inc-0003')).toHaveLength(1);
  });

  it('of which nothing else is on the log teaches nothing, and holds nothing up', async () => {
    await learning.append(happened('incident.resolved', 'inc-0005', at(0), of('checkout')));
    const { before, resolved } = story('checkout', 'inc-0006');
    await learning.append(...before, resolved);
    await allAnswers('inc-0006');
    expect(await learnedFrom('inc-0005')).toEqual([]);
  });
});
