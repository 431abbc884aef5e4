import { describe, expect, it } from 'vitest';
import type { AnomalyLine } from '../../src/detection/lines.js';
import { Examiner } from '../../src/detection/outcome.js';
import type { Truth } from '../../src/detection/scenario.js';
import { scoreOf } from '../../src/detection/score.js';
import { epoch } from '../../src/detection/simulate.js';
import { quiet } from './lines-of.js';

/** What is held of a subject that says these things: at a second, of a change or of none. */
function judged(truth: Truth, says: readonly (readonly [second: number, changeId?: string])[]) {
  const anomalies = says.map(
    ([second, changeId]): AnomalyLine => ({
      t: epoch + second * 1000,
      anomaly: {
        service: 'checkout',
        metric: 'requests',
        onset: epoch + (second - 2) * 1000,
        method: 'said',
        evidence: {},
        ...(changeId === undefined ? {} : { changeId }),
      },
    }),
  );
  const scenario = { name: 'one', what: 'one', alike: 'one', plan: quiet, truth };
  const examiner = new Examiner(scenario, { take: ({ at }) => anomalies.filter(({ t }) => t === at) });
  for (const [second] of says) {
    const change = { id: 'x', service: 'checkout', kind: 'deploy', exposure: 1 };
    examiner.take({ t: 0, at: epoch + second * 1000, change });
  }
  return examiner.result();
}

const fault: Truth = { kind: 'fault', guilty: 'a', onset: 60 };
const outside: Truth = { kind: 'fault', onset: 60 };

describe('what a subject says', () => {
  it('is right if it names the guilty change after the onset', () => {
    expect(judged(fault, [[75.5, 'a']])).toMatchObject({
      delay: 15.5,
      onsetError: 13.5,
      named: true,
      wrong: false,
      falseAlarm: false,
    });
  });

  it('is right, but says less, if it names no change', () => {
    expect(judged(fault, [[75]])).toMatchObject({ delay: 15, named: false, wrong: false });
  });

  it('counts once: what follows is no news', () => {
    expect(
      judged(fault, [
        [70, 'a'],
        [80, 'b'],
      ]),
    ).toMatchObject({ delay: 10, wrong: false });
  });

  it('is wrong if it blames another change before or at the same moment', () => {
    expect(
      judged(fault, [
        [70, 'b'],
        [80, 'a'],
      ]),
    ).toMatchObject({ delay: 20, wrong: true });
    expect(judged(fault, [[70, 'b']])).toMatchObject({ wrong: true });
    expect(judged(fault, [[70, 'b']]).delay).toBeUndefined();
  });

  it('is a false alarm before the onset, whomever it names', () => {
    expect(
      judged(fault, [
        [30, 'a'],
        [70, 'a'],
      ]),
    ).toMatchObject({ falseAlarm: true, delay: 10 });
    expect(judged(fault, [[-30]])).toMatchObject({ falseInHistory: true, falseAlarm: false });
  });

  it('is wrong to blame any change for a fault from outside, even later', () => {
    expect(judged(outside, [[70]])).toMatchObject({ delay: 10, wrong: false });
    expect(judged(outside, [[70], [90, 'a']])).toMatchObject({ delay: 10, wrong: true });
  });

  it('is a false alarm when nothing is wrong, unless it may be told', () => {
    expect(judged({ kind: 'healthy' }, [[70]])).toMatchObject({ falseAlarm: true });
    expect(judged({ kind: 'healthy', mayTell: true }, [[70]])).toMatchObject({ falseAlarm: false });
    expect(judged({ kind: 'healthy', mayTell: true }, [[70, 'a']])).toMatchObject({ falseAlarm: true });
  });
});

describe('a score', () => {
  it('takes missed runs as endless delays', () => {
    const found = [10, 20, 30].map((second) => judged(fault, [[60 + second, 'a']]));
    const missed = judged(fault, []);
    expect(scoreOf(found)).toMatchObject({
      delayP50: 20,
      delayP90: 30,
      missed: { hits: 0 },
      named: { hits: 3 },
    });
    const some = scoreOf([...found, missed]);
    expect(some).toMatchObject({ delayP50: 20, missed: { hits: 1, of: 4 } });
    expect(some.delayP90).toBeUndefined();
  });
});
