import type { Scenario } from '../scenario.js';
import { fault, healthy, minutes, worse } from './parts.js';

export const plain = healthy('healthy', 'a change of half the users does no harm');

const times = (factor: number) =>
  fault(`errors-${factor}x`, `errors times ${factor} from the change on`, plain, {
    effects: [worse(factor)],
  });

const late = (factor: number) =>
  fault(
    `late-${factor}x`,
    `errors times ${factor}, ten minutes after the change`,
    plain,
    { effects: [worse(factor, 'a', minutes(10))] },
    { guilty: 'a', onset: minutes(10) },
  );

/** The traffic of the design's bars: 50 requests a second an arm, 0.5 % errors. */
export const usualScenarios = [
  plain,
  healthy('no-change', 'nothing happens', { changes: [] }, { alike: 'healthy' }),
  times(2),
  times(5),
  times(10),
  times(40),
  late(5),
  late(10),
  fault('leak', 'errors grow to ten times within 20 minutes of the change', plain, {
    effects: [{ of: 'a', from: 0, errors: (since) => 1 + 9 * Math.min(1, since / minutes(20)) }],
  }),
  fault(
    'outside',
    'errors times 5 for everybody, five minutes after an innocent change',
    plain,
    { effects: [{ from: minutes(5), errors: () => 5 }] },
    { onset: minutes(5) },
  ),
  fault(
    'outside-at-step',
    'errors times 5 for everybody, in the very second of an innocent change',
    plain,
    { effects: [{ from: 0, errors: () => 5 }] },
    {},
  ),
  fault('from-nothing', 'errors rise from 0.001 to 2 % with the change', plain, {
    errors: 1e-5,
    effects: [worse(2000)],
  }),
  ...unknown('no-history', 'nothing known from before', plain),
  ...unknown('no-history-bursts', 'nothing known from before, errors in bursts of 4', plain, 4),
  healthy(
    'improvement',
    'errors fall to a fifth and latency by a fifth for users of the change',
    {
      effects: [{ of: 'a', from: 0, errors: () => 0.2, slower: () => 0.8 }],
    },
    { alike: 'healthy' },
  ),
];

/** The change comes with the first window; the fault with it, or ten minutes later. */
function unknown(name: string, what: string, alike: Scenario, burst = 1): Scenario[] {
  const plan = { historySeconds: 0, burst };
  const calibrated = { alike: burst > 1 ? `bursts-${burst}` : alike.name };
  const good = healthy(name, `harmless change, ${what}`, plan, calibrated);
  const from = minutes(10);
  return [
    good,
    fault(`${name}-5x`, `errors times 5 from the change on, ${what}`, good, { effects: [worse(5)] }),
    fault(
      `${name}-late-5x`,
      `errors times 5, ten minutes after the change, ${what}`,
      good,
      { effects: [worse(5, 'a', from)] },
      { guilty: 'a', onset: from },
    ),
  ];
}
