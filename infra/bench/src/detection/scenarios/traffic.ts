import type { Effect } from '../plan.js';
import { change, fault, healthy, minutes, worse } from './parts.js';

const low = healthy('low', 'harmless change at 5 requests a second an arm', { requests: () => 10 });
const high = healthy('high', 'harmless change at 500 requests a second an arm, 0.1 % errors', {
  requests: () => 1000,
  errors: 0.001,
});
const few = healthy('1-percent', 'harmless change of 1 % of the users, 500 requests a second in all', {
  requests: () => 500,
  changes: [change('a', 1)],
});
const ramp = healthy(
  'ramp',
  'harmless change in steps of 1, 10 and 50 %, five minutes each, 500 requests a second',
  {
    requests: () => 500,
    changes: [
      {
        id: 'a',
        kind: 'flag',
        steps: [
          { at: 0, exposure: 1 },
          { at: minutes(5), exposure: 10 },
          { at: minutes(10), exposure: 50 },
        ],
      },
    ],
  },
);

/** Rises and falls by so much within 80 minutes, and is usual at the change. */
const swing = (second: number, by: number) => 1 + by * Math.sin((2 * Math.PI * second) / minutes(80));
const tide: Effect = {
  from: -minutes(10),
  errors: (since) => swing(since - minutes(10), 0.2),
  slower: (since) => swing(since - minutes(10), 0.05),
};
const diurnal = healthy(
  'diurnal',
  'harmless change while traffic swings by 60 %, errors by 20, latency by 5',
  {
    requests: (second) => 100 * swing(second, 0.6),
    effects: [tide],
  },
);

/** Three times the traffic within a minute of the change. */
const peak = (second: number) => 100 * (1 + 2 * Math.min(1, Math.max(0, second) / 60));
const peaking = healthy(
  'peak',
  'harmless change as traffic triples',
  { requests: peak },
  { alike: 'healthy' },
);

/** More of it, less of it, and how it varies. */
export const trafficScenarios = [
  low,
  fault('low-5x', 'errors times 5 at 5 requests a second an arm', low, {
    effects: [worse(5)],
    seconds: minutes(60),
  }),
  high,
  fault('high-5x', 'errors times 5 at 500 requests a second an arm, 0.1 % errors', high, {
    effects: [worse(5)],
  }),
  few,
  fault('1-percent-10x', 'errors times 10 for the 1 %', few, { effects: [worse(10)] }),
  fault('1-percent-40x', 'errors times 40 for the 1 %', few, { effects: [worse(40)] }),
  ramp,
  fault('ramp-5x', 'errors times 5 from the step of 1 % on', ramp, { effects: [worse(5)] }),
  diurnal,
  fault('diurnal-5x', 'errors times 5 while traffic rises', diurnal, {
    effects: [tide, worse(5)],
  }),
  peaking,
  healthy(
    'overload',
    'harmless change as traffic triples; for everybody errors double and latency rises by a fifth',
    {
      requests: peak,
      effects: [
        {
          from: 0,
          errors: (since) => 1 + Math.min(1, since / 60),
          slower: (since) => 1 + 0.2 * Math.min(1, since / 60),
        },
      ],
    },
    { alike: 'healthy', truth: { kind: 'healthy', mayTell: true } },
  ),
  fault('peak-5x', 'errors times 5 from the change on, as traffic triples', peaking, { effects: [worse(5)] }),
];
