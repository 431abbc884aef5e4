import type { Reporting } from '../plan.js';
import { fault, healthy, minutes, worse } from './parts.js';
import { plain } from './usual.js';

const gaps: Reporting = {
  lost: 0.1,
  gaps: [
    { of: 'a', from: 20, until: 30 },
    { of: 'a', from: minutes(4), until: minutes(4) + 12 },
    { from: minutes(8), until: minutes(8) + 15 },
  ],
};
const skew: Reporting = { skewMs: 10_000, late: 0.1, lateMs: 5_000 };
const alike = { alike: 'healthy' };

/** What is lost, late, or told by a wrong clock. */
export const reportingScenarios = [
  healthy(
    'gaps',
    'harmless change; a tenth of the windows is lost, and there are gaps of 10 to 15 s',
    { reporting: gaps },
    alike,
  ),
  fault('gaps-5x', 'errors times 5, with gaps', plain, { reporting: gaps, effects: [worse(5)] }),
  healthy(
    'skew',
    'harmless change; clocks are wrong by up to 10 s, a tenth of the windows is late by 5 s or more',
    { reporting: skew },
    alike,
  ),
  fault('skew-5x', 'errors times 5, wrong clocks and late windows', plain, {
    reporting: skew,
    effects: [worse(5)],
  }),
  healthy(
    'blackout',
    'harmless change; nobody reports for a minute',
    { reporting: { gaps: [{ from: minutes(5), until: minutes(6) }] } },
    { ...alike, truth: { kind: 'healthy', mayTell: true } },
  ),
  fault(
    'silence',
    'users of the change get no answer any more, two minutes after it',
    plain,
    { effects: [{ of: 'a', from: minutes(2), silent: true }] },
    { guilty: 'a', onset: minutes(2) },
  ),
  fault(
    'crash-loop',
    'what the change brought serves for 20 s with every fourth request failing, then is gone for 20 s, again and again',
    plain,
    {
      effects: Array.from({ length: 45 }, (_, n) => [
        { of: 'a', from: minutes(2) + n * 40, until: minutes(2) + n * 40 + 20, silent: true },
        { of: 'a', from: minutes(2) + n * 40 + 20, until: minutes(2) + n * 40 + 40, errors: () => 50 },
      ]).flat(),
    },
    { guilty: 'a', onset: minutes(2) },
  ),
];
