import { fault, minutes } from './parts.js';
import { plain } from './usual.js';

const slower = (factor: number) =>
  fault(`slower-${factor}x`, `every request of the change takes ${factor} times as long`, plain, {
    effects: [{ of: 'a', from: 0, slower: () => factor }],
  });

export const latencyScenarios = [
  slower(1.25),
  slower(2),
  fault('slow-tail', '5 % of the requests of the change take ten times as long', plain, {
    effects: [{ of: 'a', from: 0, tail: { share: 0.05, factor: 10 } }],
  }),
  fault('slow-leak', 'latency doubles within 20 minutes of the change', plain, {
    effects: [{ of: 'a', from: 0, slower: (since) => 1 + Math.min(1, since / minutes(20)) }],
  }),
];
