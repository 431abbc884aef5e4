import { describe, expect, it } from 'vitest';
import { cases } from '../src/learn-series/cases.js';
import type { LessonCase } from '../src/learn-series/lesson-case.js';
import { otherCases } from '../src/learn-series/other-cases.js';
import { figuresOf, type Result } from '../src/learn-series/score.js';

describe.each([
  ['of the tuned generator', cases],
  ['of the other generator', otherCases],
])('cases %s', (_, make) => {
  const all = [...make(1, 1)];

  it('are the same for a seed', () => {
    expect(make(1, 1).next().value).toEqual(all[0]);
    expect(make(2, 1).next().value).not.toEqual(all[0]);
  });

  it('have at least 12 kinds and 8 classes, and some windows that are nothing', () => {
    expect(new Set(all.map(({ background }) => background)).size).toBeGreaterThanOrEqual(12);
    expect(new Set(all.map(({ incident }) => incident)).size).toBeGreaterThanOrEqual(8);
    expect(all.some(({ visible }) => !visible)).toBe(true);
  });

  it('tell an incident before its recurrences, in order', () => {
    for (const { told, recurrences, visible, points } of all) {
      expect(recurrences.length > 0).toBe(visible);
      let end = told.to;
      for (const { from, to } of recurrences) {
        expect(from).toBeGreaterThan(end);
        expect(to).toBeGreaterThanOrEqual(from);
        end = to;
      }
      expect(points.findIndex(({ t }, n) => t < (points[n - 1]?.t ?? t))).toBe(-1);
    }
  });
});

describe('the score', () => {
  const of = (visible: boolean): LessonCase => ({
    name: '',
    background: '',
    incident: '',
    visible,
    points: [],
    told: { from: 0, to: 1 },
    recurrences: visible
      ? [
          { from: 5, to: 6 },
          { from: 8, to: 9 },
        ]
      : [],
  });
  const result = (visible: boolean, some: Partial<Result>): Result => ({
    of: of(visible),
    proposed: true,
    caught: 0,
    falseAlarms: 0,
    normal: 500,
    delays: [],
    seconds: 0,
    family: '',
    ...some,
  });

  it('is F1 where there is something, and whether it abstained where there is nothing', () => {
    const figures = figuresOf([
      result(true, { caught: 2, delays: [0, 0.5] }),
      result(true, { caught: 1, falseAlarms: 1, delays: [0.25] }),
      result(false, { proposed: false }),
      result(false, {}),
    ]);
    expect(figures).toEqual({
      proposed: 1,
      abstained: 0.5,
      recall: 0.75,
      precision: 0.75,
      falseAlarmsA1000: 0.5,
      medianDelay: 0.25,
      score: (1 + 0.5 + 1 + 0) / 4,
    });
  });
});
