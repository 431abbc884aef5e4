import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detectorWords } from '../src/learning/class-words.js';
import { isOpen, isOverdue } from '../src/learning/due.js';
import { byUsefulness, withAlternatives } from '../src/learning/order-proposals.js';
import {
  cropped,
  labelLanes,
  linePath,
  momentsOf,
  scaleOf,
  thinned,
  valueWords,
} from '../src/learning/picture-scale.js';
import { costWords, gainWords, leadWords } from '../src/learning/proposal-words.js';
import { sinceFirst, stoppedWords, trendSentence, trendWords } from '../src/learning/trend-words.js';
import { unprovenWords } from '../src/learning/unproven.js';
import { affectedBy } from '../src/live/affected.js';
import { drillOf, emptyDrill } from '../src/pages/learning/drill-form.js';
import { filterClasses } from '../src/pages/learning/filter-classes.js';
import { chosenWords, figuresOf } from '../src/pages/proposal/figures-of.js';
import { inForce } from '../src/pages/proposal/in-force.js';
import { changeWords, lineDiff } from '../src/pages/proposal/line-diff.js';
import { filterProposals, noFilter } from '../src/pages/proposals/filter-proposals.js';
import { backtests, flagReport, notEvaluable, report } from './mock/backtest-fixtures.js';
import { flags } from './mock/fleet-fixtures.js';
import { classes } from './mock/learning-fixtures.js';
import { proposals } from './mock/proposal-fixtures.js';

const now = Date.UTC(2026, 10, 16, 12);
const all = proposals(now);

describe('the queue', () => {
  it('has what was shown to work first, alternatives under the main one', () => {
    const waiting = withAlternatives(all.filter(isOpen), byUsefulness);
    expect(waiting.map(({ proposal, alternative }) => [proposal.proposer, alternative])).toEqual([
      ['threshold', false],
      ['burn-rate', true],
      ['seasonal', true],
      ['replay', false],
      ['gate', false],
    ]);
  });

  it('lets an alternative stand alone where its main proposal is filtered away', () => {
    const left = filterProposals(all, { ...noFilter, q: 'burns' });
    expect(withAlternatives(left, byUsefulness)).toMatchObject([{ alternative: false }]);
  });

  it('is filtered by state, kind, service and class', () => {
    const found = (filter: Partial<typeof noFilter> | Record<string, string>) =>
      filterProposals(all, { ...noFilter, ...filter }).length;
    expect(found({})).toBe(all.length);
    expect(found({ state: 'applied' })).toBe(1);
    expect(found({ kind: 'test' })).toBe(1);
    expect(found({ does: 'limits', service: 'search' })).toBe(1);
    expect(found({ class: 'fp-62b0c4d97f13' })).toBe(1);
  });

  it('is overdue only while somebody has to do something', () => {
    const due = new Date(now - 1).toISOString();
    expect(isOverdue({ state: 'backtested', due }, now)).toBe(true);
    expect(isOverdue({ state: 'accepted', due }, now)).toBe(true);
    expect(isOverdue({ state: 'applied', due }, now)).toBe(false);
    expect(isOverdue({ state: 'proposed', due: null }, now)).toBe(false);
  });
});

describe('a backtest in words', () => {
  it('says what it brings and what it costs, with the interval', () => {
    const alert = { kind: 'alert', backtest: report(now) } as const;
    const flag = { kind: 'flag-default', backtest: flagReport(now) } as const;
    expect(gainWords(alert)).toBe('3 min 6 s earlier');
    expect(costWords(alert)).toEqual({
      words: '0.08 false alarms a week',
      range: '95\u00a0% certain: <0.01 to 0.44',
    });
    expect(gainWords(flag)).toBe('41,900 user-seconds saved');
    expect(costWords(flag)?.words).toBe('2 of 61 good changes stopped');
    expect(leadWords(-12_000)).toBe('12 s later');
  });

  it('has no figure for what the record does not hold', () => {
    expect(figuresOf(notEvaluable(now), 'alert').map(({ word }) => word)).toEqual(['Covered by the record']);
    const unknown = { kind: 'alert', backtest: notEvaluable(now) } as const;
    expect(gainWords(unknown)).toBeUndefined();
    expect(costWords(unknown)).toBeUndefined();
  });

  it('does not make figures a week of a few minutes, nor figures of what was not there', () => {
    const short = { count: 0, days: 0.004, perWeek: 0, low: 0, high: 6197, at: [] };
    const none = { of: 0, stopped: 0, changes: [], addedHours: 0 };
    const backtest = report(now, { falseAlarms: short, goodChanges: none });
    expect(costWords({ kind: 'alert', backtest })).toEqual({
      words: '0 false alarms in 5 min 45 s',
      range: 'too short to say how many a week',
    });
    expect(costWords({ kind: 'flag-default', backtest })).toEqual({ words: 'no good change on record' });
    expect(figuresOf(backtest, 'flag-default').map(({ word, value }) => [word, value])).toEqual([
      ['Exposed user-seconds saved', '18,400'],
      ['Good changes stopped', 'not known'],
      ['Covered by the record', '98\u00a0% of 90 days'],
    ]);
  });

  it('states how many variants were tried', () => {
    expect(chosenWords({ variantsTried: 12, fittedUntil: '2026-11-15T11:12:00Z' })).toBe(
      'Chosen among 12 variants, on what was recorded until 2026-11-15 11:12 UTC; the rest scores it.',
    );
    expect(chosenWords({ variantsTried: 1, fittedUntil: null })).toBe('No other variant was tried.');
  });
});

it('what nothing on record speaks for says why', () => {
  const [shown] = all;
  expect(unprovenWords({ backtest: report(now), checks: shown?.checks ?? [] })).toBeUndefined();
  expect(unprovenWords({ backtest: null, checks: [] })).toBe('It has not been backtested as it stands.');
  expect(unprovenWords({ backtest: report(now), checks: [] })).toBe('No tool has checked it yet.');
  expect(unprovenWords({ backtest: notEvaluable(now), checks: shown?.checks ?? [] })).toMatch(
    /^It could not be backtested: Nine days/,
  );
});

describe('the picture of an incident', () => {
  const picture = backtests(now)[0]?.reports[0]?.pictures[0];
  if (!picture) throw new Error('The fixture has a picture.');

  it('has its moments in order of time, all inside', () => {
    const scale = scaleOf(picture, { left: 50, right: 650, top: 10, bottom: 200 });
    expect(momentsOf(picture).map(({ key }) => key)).toEqual(['onset', 'fired', 'detected', 'ended']);
    for (const { time } of momentsOf(picture)) {
      expect(scale.x(time)).toBeGreaterThanOrEqual(50);
      expect(scale.x(time)).toBeLessThanOrEqual(650);
    }
    expect(scale.y(picture.threshold ?? 0)).toBeGreaterThan(10);
  });

  it('is broken where nothing was measured', () => {
    const scale = scaleOf(picture, { left: 0, right: 600, top: 0, bottom: 200 });
    expect(linePath(picture, scale).match(/M/g)).toHaveLength(2);
    const lonely = { ...picture, points: [null, 0.1, null].map((value, t) => ({ t: now + t, value })) };
    expect(linePath(lonely, scaleOf(lonely, { left: 0, right: 9, top: 0, bottom: 9 }))).toMatch(
      /^M[\d.,]+h0$/,
    );
  });

  it('writes shares as percentages and anything else as it is', () => {
    expect(valueWords(picture, true)(0.052)).toBe('5.2\u00a0%');
    expect(valueWords({ ...picture, threshold: 1.8 }, true)(1.8)).toBe('1.8');
    expect(valueWords(picture, false)(0.052)).toBe('0.05');
  });

  it('shows what is around the incident, not the hours before', () => {
    const [first] = cropped({ ...picture, points: [{ t: now - 1e9, value: 0 }, ...picture.points] }).points;
    expect(first?.t).toBeGreaterThan(now - 1e9);
    expect(cropped(picture).points.length).toBeGreaterThan(100);
  });

  it('thins its points for the table evenly', () => {
    expect(thinned([...Array(180).keys()], 24)).toHaveLength(23);
  });

  it('never writes one label over another', () => {
    const times = fc.uniqueArray(fc.integer({ min: 0, max: 3_600_000 }), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(times, (chosen) => {
        const [onset, firedAt, detectedAt, endedAt] = chosen.map((t) => new Date(now + t).toISOString());
        const shown = {
          ...picture,
          points: [],
          ...{ onset, firedAt, detectedAt, endedAt },
        } as typeof picture;
        const scale = scaleOf(shown, { left: 50, right: 650, top: 0, bottom: 1 });
        const taken = labelLanes(momentsOf(shown), scale, 662);
        for (const [index, one] of taken.entries()) {
          expect(one.from).toBeGreaterThanOrEqual(0);
          const later = taken.slice(index + 1).filter(({ x }) => one.from < x && x < one.to);
          for (const { lane } of later) expect(lane).toBeGreaterThan(one.lane);
          for (const other of taken.slice(index + 1))
            expect(one.lane !== other.lane || one.to <= other.from || other.to <= one.from).toBe(true);
        }
      }),
    );
  });
});

describe('what an edit changes', () => {
  it('is shown line by line, with what is alike folded', () => {
    const lines = lineDiff('a\nb\nc\nd\ne\nf\ng\nh\n', 'a\nb\nc\nd\ne\nf\nG\nh\ni\n');
    expect(lines[0]).toEqual({ kind: 'fold', hidden: 3 });
    expect(lines.filter(({ kind }) => kind === 'gone' || kind === 'new')).toEqual([
      { kind: 'gone', text: 'g', before: 7, after: null },
      { kind: 'new', text: 'G', before: null, after: 7 },
      { kind: 'new', text: 'i', before: null, after: 9 },
    ]);
    expect(changeWords(lines)).toBe('2 lines added, 1 removed');
    expect(changeWords(lineDiff('a\n', 'a\n'))).toBe('nothing differs');
  });

  it('keeps all lines of both texts: shown or folded', () => {
    const lines = fc.array(fc.constantFrom('a', 'b', 'c', 'd e'));
    const textOf = (some: readonly string[]) => some.map((line) => `${line}\n`).join('');
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        const found = lineDiff(textOf(before), textOf(after));
        const count = (side: 'gone' | 'new') =>
          found.reduce((sum, line) => {
            if (line.kind === 'fold') return sum + line.hidden;
            return sum + (line.kind === 'same' || line.kind === side ? 1 : 0);
          }, 0);
        expect([count('gone'), count('new')]).toEqual([before.length, after.length]);
      }),
    );
  });

  it('is compared with the definition in force, where one is known', () => {
    const file = { path: 'flags/search-semantic.flagd.json', mediaType: 'application/json', content: '{}' };
    expect(inForce(file, flags(now), [])).toContain('"search-semantic"');
    expect(inForce({ ...file, path: 'flags/nobody-knows.flagd.json' }, flags(now), [])).toBeUndefined();
    expect(inForce({ ...file, path: 'alerts/a.rules.yml' }, flags(now), [])).toBeUndefined();
  });
});

describe('classes of failure', () => {
  const [mailer, checkout, payments] = classes(now);

  it('say the first time and the last', () => {
    expect(trendSentence(mailer?.occurrences ?? [], 'detection')).toBe(
      '19 min the first time, 4 min 18 s the last.',
    );
    expect(trendSentence(payments?.occurrences ?? [], 'exposure')).toBe('It was not measured.');
    expect(stoppedWords(mailer?.occurrences ?? [])).toBe('rollback (the first time: people)');
  });

  it('leave drills out of the trend, and say where no guard can have brought a fall', () => {
    const drills = mailer?.occurrences.map((one, index) => ({ ...one, drill: index > 1 })) ?? [];
    expect(trendSentence(drills, 'detection')).toBe('19 min the first time, 6 min 12 s the last.');
    expect(sinceFirst([{ occurrences: drills.slice(1) }], 'detection').classes).toBe(0);
    expect(trendWords('falling', false)).toBe('falling, though no guard was in force');
    expect(trendWords('falling', true)).toBe('falling');
    expect(trendWords('rising', false)).toBe('rising');
  });

  it('are summed up where both times were measured', () => {
    expect(sinceFirst(classes(now), 'exposure')).toEqual({ classes: 2, first: 71_100, last: 10_220 });
    expect(sinceFirst([], 'detection')).toEqual({ classes: 0, first: 0, last: 0 });
  });

  it('are filtered by words and trend', () => {
    expect(filterClasses(classes(now), { q: 'typeerror', trend: 'any' })).toEqual([checkout]);
    expect(filterClasses(classes(now), { q: '', trend: 'rising' })).toEqual([payments]);
  });
});

it('who noticed is said in words where the method has none', () => {
  expect(detectorWords('count-known-rate-e-process')).toBe('the sentinel, against what is usual');
  expect(detectorWords('duration-e-process')).toBe('the sentinel, against those without the change');
  expect(detectorWords('alertmanager')).toBe('alertmanager');
});

it('a drill is asked for only within its limits', () => {
  expect(drillOf('fp-1', emptyDrill('latency')).drill).toEqual({
    fingerprint: 'fp-1',
    seconds: 120,
    intensity: 0.3,
  });
  expect(drillOf('fp-1', { ...emptyDrill('silence'), seconds: '3601', share: '' })).toEqual({
    drill: undefined,
    wrong: { seconds: 'From 1 to 3600, in whole seconds.', share: 'More than 0, at most 100.' },
  });
});

it('what is learnt refreshes the pages that tell of it', () => {
  const changed = affectedBy({ kind: 'learning', name: 'proposal.exercised', incident: null });
  expect(changed).toEqual(expect.arrayContaining(['proposals', 'learning', 'cases', 'backtests']));
  expect(affectedBy({ kind: 'incident', name: 'drill.started', incident: null })).toContain('drills');
});
