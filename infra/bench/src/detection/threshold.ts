import type { Judge } from './judge.js';

/** The last minute alone against a fixed limit, as Flagger and Argo Rollouts do: share of errors, and p99. */
export const threshold: Judge = ({ exposed }) => {
  const last = exposed.at(-1);
  if (!last || last.total === 0) return { errors: 0, latency: 0 };
  return { errors: last.errors, latency: last.quantileMs(0.99) };
};
