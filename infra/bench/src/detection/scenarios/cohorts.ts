import { change, fault, half, healthy, minutes, worse } from './parts.js';

const both = healthy('two', 'two harmless changes at once, each of half the users', {
  changes: [half, change('b', 50)],
});
const inTurn = healthy(
  'two-in-turn',
  'a harmless change, and another five minutes later',
  {
    changes: [half, change('b', 50, minutes(5))],
  },
  { alike: 'two' },
);
const everybody = healthy('no-control', 'harmless change of everybody at once', {
  changes: [change('a', 100)],
});

const steps = (...exposures: number[]) => [
  {
    id: 'a',
    kind: 'deploy' as const,
    steps: exposures.map((exposure, n) => ({ at: n * minutes(10), exposure })),
  },
];

/** Who gets what. */
export const cohortScenarios = [
  both,
  fault('two-5x', 'errors times 5 by one of two changes at once', both, { effects: [worse(5)] }),
  fault(
    'two-everybody-5x',
    'errors times 5 by one of two changes that everybody gets at once: nobody can tell which',
    everybody,
    { changes: [change('a', 100), change('b', 100)], effects: [worse(5)] },
  ),
  inTurn,
  fault(
    'two-in-turn-5x',
    'errors times 5 by the second of two changes',
    inTurn,
    { effects: [worse(5, 'b', minutes(5))] },
    { guilty: 'b', onset: minutes(5) },
  ),
  fault(
    'two-late-5x',
    'errors times 5 by the first of two changes, after the second',
    inTurn,
    { effects: [worse(5, 'a', minutes(8))] },
    { guilty: 'a', onset: minutes(8) },
  ),
  everybody,
  fault('no-control-5x', 'errors times 5 by a change of everybody at once', everybody, {
    effects: [worse(5)],
  }),
  fault(
    'no-control-late-5x',
    'errors times 5 by a change of everybody, ten minutes after it',
    everybody,
    { effects: [worse(5, 'a', minutes(10))] },
    { guilty: 'a', onset: minutes(10) },
  ),
  healthy(
    'no-control-peak',
    'harmless change of everybody as traffic triples',
    {
      changes: [change('a', 100)],
      requests: (second) => 100 * (1 + 2 * Math.min(1, Math.max(0, second) / 60)),
    },
    { alike: 'no-control' },
  ),
  healthy(
    'promoted',
    'a harmless change goes from half to all users after ten minutes',
    { changes: steps(50, 100) },
    { alike: 'healthy' },
  ),
  healthy(
    'withdrawn',
    'a harmless change is taken back after ten minutes',
    { changes: steps(50, 0) },
    { alike: 'healthy' },
  ),
];
