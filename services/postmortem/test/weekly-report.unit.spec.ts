import { type DataOf, type Event, isEvent } from '@hormesis/events';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { referencesOf } from '../src/model/cited.js';
import { digestOf, reportJson } from '../src/model/digest.js';
import { makeWeeklyReport } from '../src/model/make-weekly-report.js';
import type { ReportNumber } from '../src/model/weekly-report.js';
import { bannedPhrases } from '../src/model/wording.js';
import { toHtml } from '../src/render/to-html.js';
import { toMarkdown } from '../src/render/to-markdown.js';
import { caseOfDrill, drillEvents } from './support/drill-events.js';
import { learningWeek, learningWeekEvents } from './support/learning-week.js';
import { badWeek, badWeekEvents, emptyWeek, event, of, weekNamed } from './support/weeks.js';

const positions = { 'hormesis.incidents/0': 48_213, 'hormesis.changes/1': 77 };
const bad = makeWeeklyReport({ week: badWeek, events: badWeekEvents, positions });
const learning = makeWeeklyReport({ week: learningWeek, events: learningWeekEvents, positions });
const empty = makeWeeklyReport({ week: emptyWeek, events: [], positions: {} });

describe.each([
  ['bad', bad],
  ['learning', learning],
  ['empty', empty],
])('the report of a(n) %s week', (name, report) => {
  it('reads as it did before', async () => {
    await expect(toMarkdown(report)).toMatchFileSnapshot(`golden/${name}-week.md`);
    await expect(toHtml(report)).toMatchFileSnapshot(`golden/${name}-week.html`);
    await expect(reportJson(report)).toMatchFileSnapshot(`golden/${name}-week.json`);
  });

  it('judges nobody', () => {
    for (const text of [toMarkdown(report), toHtml(report), reportJson(report)]) {
      expect(text).not.toMatch(bannedPhrases);
      expect(text).not.toMatch(/\bana\b|kovac|okafor/i);
    }
  });
});

describe('an incident that a drill caused', () => {
  const numbers = (report: typeof learning) => report.numbers.map(({ key, value }) => [key, value]);

  it('is no incident of the week, and counts in no number', () => {
    expect(learning.incidents).toEqual([]);
    expect(learning.headline).toBe('Week 49: no incidents');
    expect(numbers(learning)).toEqual([
      ['deploys', 1],
      ['change-fail-rate', 0],
      ['time-to-detect', null],
      ['recovery', null],
      ['rework-rate', null],
    ]);
  });

  it('is told of with its drill, and with what the guards did', () => {
    expect(learning.drills.map(({ text }) => text)).toEqual([
      'drill-7 at checkout in production, stopped. It opened inc-7777, which counts in no number. “Alert of guard” caught it 20 s sooner.',
    ]);
  });

  it('is known by its case where the drill itself is not on record', () => {
    const withoutDrill = drillEvents.filter(({ name }) => !name.startsWith('drill.'));
    const inEarnest = makeWeeklyReport({ week: learningWeek, events: withoutDrill, positions });
    expect(inEarnest.incidents.map(({ id }) => id)).toEqual(['inc-7777']);
    expect(numbers(inEarnest)).toContainEqual(['change-fail-rate', 1]);
    const events = [...withoutDrill, caseOfDrill];
    const onPurpose = makeWeeklyReport({ week: learningWeek, events, positions });
    expect(onPurpose.incidents).toEqual([]);
    expect(onPurpose.drills.map(({ text }) => text)).toEqual([
      'drill-7. It opened inc-7777, which counts in no number. No guard was exercised.',
    ]);
  });
});

describe('the weekly report', () => {
  it('is the same bytes for the same events, in whatever order and however often they come', () => {
    const shuffled = fc.shuffledSubarray([...badWeekEvents, ...badWeekEvents], {
      minLength: badWeekEvents.length * 2,
    });
    fc.assert(
      fc.property(shuffled, (events) => {
        const again = makeWeeklyReport({ week: badWeek, events, positions });
        expect(digestOf(again)).toBe(digestOf(bad));
        expect(toMarkdown(again)).toBe(toMarkdown(bad));
        expect(toHtml(again)).toBe(toHtml(bad));
      }),
      { numRuns: 30 },
    );
  });

  it('gives each statement at least one event, and each of them is on record', () => {
    const onRecord = new Set(badWeekEvents.map(({ id }) => id));
    const cited = new Set(bad.cited.map(({ id }) => id));
    const statements = [
      ...bad.incidents.flatMap((incident) => [
        ...incident.impact,
        ...incident.trigger,
        ...incident.detection,
        ...incident.limited,
        ...incident.lesson,
      ]),
      ...bad.learned,
      ...bad.lucky,
    ];
    expect(statements.length).toBeGreaterThan(15);
    for (const { events, text } of statements) expect(events, text).not.toHaveLength(0);
    for (const id of referencesOf(bad)) {
      expect(onRecord).toContain(id);
      expect(cited).toContain(id);
    }
  });

  it('tells what became of what was learnt, in whatever order it comes', () => {
    const shuffled = fc.shuffledSubarray(learningWeekEvents, { minLength: learningWeekEvents.length });
    fc.assert(
      fc.property(shuffled, (events) => {
        const again = makeWeeklyReport({ week: learningWeek, events, positions });
        expect(digestOf(again)).toBe(digestOf(learning));
      }),
      { numRuns: 30 },
    );
    const { caught, decide, learned, promises } = learning;
    expect(decide.proposals.map(({ id, owner, overdue }) => [id, owner, overdue])).toEqual([
      ['waits', 'a person', true],
      ['new', null, false],
    ]);
    expect(decide.retire).toHaveLength(1);
    expect(caught.map(({ text }) => text)).toEqual([
      expect.stringContaining('caught inc-4444, 4 min 10 s sooner'),
      expect.stringContaining('caught drill-7, a drill, 20 s sooner'),
    ]);
    expect(promises).toMatchObject({ late: { length: 1 }, open: { length: 1 }, done: { length: 1 } });
    expect(promises.dropped[0]?.text).toContain('the endpoint is gone');
    expect(learned.map(({ text }) => text.split(' ')[0])).toEqual([
      ...['Proposed:', 'Accepted,', 'Accepted,', 'Missed:', 'Misfired:', 'Retired:'],
    ]);
    const said = [...decide.retire, ...caught, ...learned, ...Object.values(promises).flat()];
    for (const { events, text } of said) expect(events, text).not.toHaveLength(0);
  });

  it('holds nothing of other weeks', () => {
    expect(reportJson(bad)).not.toMatch(/decoy|late-1|dep-0/);
  });

  it('counts a deployment once, however many steps it has', () => {
    expect(number('deploys')).toMatchObject({ value: 3, events: ['dep-1', 'dep-2a', 'dep-2b', 'dep-3'] });
    expect(number('change-fail-rate')).toMatchObject({ value: 1 / 3, from: '1 of 3 deploys' });
    expect(number('rework-rate')).toMatchObject({ value: 1 / 3 });
  });

  it('measures detection and recovery from the onset', () => {
    expect(number('time-to-detect')).toMatchObject({ value: (60_040 + 1_201_000) / 2, from: '2 incidents' });
    expect(number('recovery')).toMatchObject({ value: 600_000, from: '1 incident' });
  });

  it('does not count a rollback that nobody had to make', () => {
    const calm = badWeekEvents.filter(({ id }) => id !== 'act-1' && id !== 'rb-1');
    expect(number('change-fail-rate', calm).value).toBe(0);
  });

  it('counts a rollback by hand while the incident lasted', () => {
    const byHand = badWeekEvents
      .filter(({ id }) => id !== 'act-1')
      .map((event) => (event.id === 'rb-1' ? { ...event, correlationId: undefined } : event));
    expect(number('change-fail-rate', byHand as typeof badWeekEvents).value).toBe(1 / 3);
    const { incidents } = makeWeeklyReport({
      week: badWeek,
      events: byHand as typeof badWeekEvents,
      positions,
    });
    expect(incidents[0]?.limited.map(({ text }) => text)).toEqual([
      'checkout was back on v412 10 s after the incident was opened.',
      'It was recorded as mitigated 50 s later.',
      'It was recorded as resolved 8 min 50 s later.',
    ]);
  });

  it('calls nothing over that is not resolved, and says what mitigated it', () => {
    const open = badWeekEvents.filter(({ id }) => id !== 'res-1');
    const cleared = event('clr-1', 'anomaly.cleared', 'anom-1', '2026-11-18T10:15:00Z', of('checkout'));
    const { incidents } = reportOf([...open, cleared]);
    expect(incidents[0]?.impact[0]?.text).toContain('and was not over when the week’s events ended');
    expect(incidents[0]?.limited.slice(-3).map(({ text }) => text)).toEqual([
      'It was recorded as mitigated 50 s later.',
      'The signal was good again on Wed 18 Nov 2026, 10:15:00 UTC; the incident is not resolved.',
      'Unknown: when it ends; it was not over when the week’s events ended.',
    ]);
    expect(number('recovery', [...open, cleared]).value).toBeNull();
  });

  it('does not call over what was reopened', () => {
    const reopened = event(
      'reo-1',
      'incident.reopened',
      'inc-1111',
      '2026-11-18T10:30:00Z',
      {},
      { correlationId: 'inc-1111' },
    );
    const { incidents } = reportOf([...badWeekEvents, reopened]);
    expect(incidents[0]?.impact[0]?.text).toContain('was not over');
    expect(number('recovery', [...badWeekEvents, reopened]).value).toBeNull();
  });

  it('ends an incident with the last clearing, if it is resolved', () => {
    const early = event('clr-0', 'anomaly.cleared', 'anom-1', '2026-11-18T10:12:30Z', of('checkout'));
    const again = event('an-1b', 'anomaly.detected', 'anom-1', '2026-11-18T10:13:00Z', {
      ...of('checkout'),
      metric: 'http.errors',
      onset: '2026-11-18T10:12:50Z',
      method: 'alertmanager',
      severity: 'critical',
    });
    const last = event('clr-1', 'anomaly.cleared', 'anom-1', '2026-11-18T10:19:00Z', of('checkout'));
    expect(number('recovery', [...badWeekEvents, early, again, last]).value).toBe(540_000);
    expect(number('recovery', [...badWeekEvents, early, again]).value).toBe(600_000);
  });

  it('takes no clearing of another service for its own', () => {
    const elsewhere = event('clr-x', 'anomaly.cleared', 'anom-1', '2026-11-18T10:15:00Z', of('payments'));
    expect(number('recovery', [...badWeekEvents, elsewhere]).value).toBe(600_000);
  });

  it('keeps the attribution that was acted on when a second anomaly is ranked', () => {
    const data = {
      ...of('checkout'),
      anomaly: 'anom-9',
      method: 'recency',
      candidates: [{ change: null, probability: 0.6, evidence: [] }],
    };
    const second = event('attr-9', 'attribution.ranked', 'inc-1111', '2026-11-18T10:14:00Z', data, {
      correlationId: 'inc-1111',
    });
    expect(reportOf([...badWeekEvents, second]).incidents[0]?.trigger).toEqual(bad.incidents[0]?.trigger);
  });

  it('says “unknown” where the log holds nothing, and invents nothing', () => {
    for (const one of empty.numbers.filter(({ key }) => key !== 'deploys')) {
      expect(one).toMatchObject({ value: null, because: expect.any(String) });
    }
    const withoutReason = badWeekEvents.filter(({ id }) => id !== 'dep-3');
    expect(number('rework-rate', withoutReason)).toMatchObject({
      value: null,
      because: expect.stringContaining('no deploy names the incident'),
    });
    const [, second, third] = bad.incidents;
    expect(second?.trigger[0]).toMatchObject({
      unknown: true,
      text: expect.stringContaining('probability 0.81'),
    });
    expect(third?.impact[1]).toMatchObject({ unknown: true });
    expect(third?.limited[0]).toMatchObject({ unknown: true });
  });

  it('attributes, with a probability, and gives the change’s event', () => {
    expect(bad.incidents[0]?.trigger[0]).toEqual({
      text: 'Attributed to change: deployment of checkout, “Cache the basket total”; probability 0.94.',
      events: ['attr-1', 'dep-2b'],
    });
  });

  it('says that no candidate stands out below one half, with the probabilities', () => {
    const weak = badWeekEvents.map((one) =>
      isEvent(one, 'attribution.ranked') && one.id === 'attr-1'
        ? { ...one, data: { ...one.data, candidates: ofProbabilities(one.data.candidates, 0.27, 0.29) } }
        : one,
    );
    expect(reportOf(weak).incidents[0]?.trigger).toEqual([
      {
        text: 'Unknown: what set it off; no candidate stands out: no recorded change 0.29, deployment of checkout 0.27.',
        events: ['attr-1'],
        unknown: true,
      },
    ]);
  });

  it('measures an acknowledgement by the two events, and cites both', () => {
    const slow = badWeekEvents.map((one) =>
      one.id === 'req-1' ? { ...one, time: '2026-11-18T10:10:59.120Z' } : one,
    );
    expect(reportOf(slow).incidents[0]?.limited[0]).toEqual({
      text: 'Rolling back checkout in production to v412 was acknowledged 1 s after it was asked for.',
      events: ['req-1', 'act-1'],
    });
    const unasked = badWeekEvents.filter(({ id }) => id !== 'req-1');
    expect(reportOf(unasked).incidents[0]?.limited[0]).toEqual({
      text: 'Rolling back checkout in production to v412 was acknowledged; when it was asked for is not on record.',
      events: ['act-1'],
    });
  });

  it('names services and environments, though people may be called the same', () => {
    const actor = { kind: 'person' as const, id: 'checkout@example.org' };
    const too = event('ack-9', 'incident.acknowledged', 'inc-1111', '2026-11-18T10:13:01Z', {}, { actor });
    const quoted = event(
      'ack-8',
      'incident.acknowledged',
      'inc-1111',
      '2026-11-18T10:13:02Z',
      {},
      {
        actor: { kind: 'person', id: 'production' },
      },
    );
    const { incidents, services } = reportOf([...badWeekEvents, too, quoted]);
    expect(services).toContain('checkout');
    expect(incidents[0]).toMatchObject({ service: 'checkout', environment: 'production' });
    expect(incidents[0]?.impact).toEqual(bad.incidents[0]?.impact);
    expect(incidents[0]?.trigger).toEqual(bad.incidents[0]?.trigger);
    expect(incidents[0]?.limited).toEqual(bad.incidents[0]?.limited);
  });

  it('calls lucky only what the events say', () => {
    expect(bad.lucky.map(({ text }) => text)).toEqual([
      'inc-2222 was noticed by a person; no alert is on record before that.',
      'inc-2222 cleared without any completed action or rollback on record.',
    ]);
  });

  it('asks for at most three decisions, one for each class of failure', () => {
    const open = badWeekEvents.find(({ id }) => id === 'pro-1');
    const more = ['a', 'b', 'c', 'd', 'd2'].map((letter) => ({
      ...open,
      id: `pro-${letter}`,
      subject: letter,
      data: { ...(open?.data as object), fingerprint: `fp-${letter[0]}` },
    })) as typeof badWeekEvents;
    const { decide } = makeWeeklyReport({ week: badWeek, events: [...badWeekEvents, ...more], positions });
    expect(decide.proposals).toHaveLength(3);
    expect(decide.more).toBe(2);
  });

  it('tells the end of an incident that began the week before', () => {
    const next = makeWeeklyReport({
      week: weekNamed('2026-W48'),
      events: [
        ...badWeekEvents.filter(({ id }) => id !== 'late-1'),
        {
          ...badWeekEvents.find(({ id }) => id === 'res-1'),
          id: 'res-3',
          subject: 'inc-3333',
          correlationId: 'inc-3333',
          time: '2026-11-23T01:00:00Z',
        } as (typeof badWeekEvents)[number],
      ],
      positions,
    });
    expect(next.incidents.map(({ id }) => id)).toEqual(['inc-3333']);
    expect(next.headline).toBe('Week 48: no incidents');
  });
});

describe('the page', () => {
  it('escapes what others wrote, and needs nothing from elsewhere', () => {
    const page = toHtml(bad);
    expect(page).not.toContain('<b>urgent');
    expect(page).toContain('&#60;b&#62;urgent');
    expect(page).not.toMatch(/<script|<link|<img|https?:\/\/|\son\w+=/i);
    expect(toMarkdown(bad)).toContain('\\<b\\>urgent');
  });

  it('stays well-formed whatever text comes', () => {
    const first = badWeekEvents.find(({ id }) => id === 'an-1');
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (summary) => {
        const events = badWeekEvents.map((event) =>
          event === first ? { ...event, data: { ...(event.data as object), summary } } : event,
        );
        const page = toHtml(makeWeeklyReport({ week: badWeek, events, positions }));
        expect(page.match(/<[a-z]+/g)?.length).toBe(toHtml(bad).match(/<[a-z]+/g)?.length);
      }),
    );
  });
});

type Candidates = DataOf<'attribution.ranked'>['candidates'];

/** Of the change, and of none, which comes first. */
function ofProbabilities(candidates: Candidates, change: number, none: number): Candidates {
  return candidates
    .map((one) => ({ ...one, probability: one.change ? change : none }))
    .sort((a, b) => b.probability - a.probability);
}

function reportOf(events: readonly Event[]) {
  return makeWeeklyReport({ week: badWeek, events, positions });
}

function number(key: ReportNumber['key'], events = badWeekEvents): ReportNumber {
  const found = makeWeeklyReport({ week: badWeek, events, positions }).numbers.find((one) => one.key === key);
  if (!found) throw new Error(`There is no number ${key}.`);
  return found;
}
