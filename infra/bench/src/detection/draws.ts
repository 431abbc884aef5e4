import type { Random } from '../traffic/random.js';

/** How many independent arrivals there are where `mean` are expected. Exact below 30, from there rounded normal. */
export function poisson(random: Random, mean: number): number {
  if (mean <= 0) return 0;
  if (mean >= 30) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal(random)));
  const end = Math.exp(-mean);
  let count = 0;
  for (let product = random.fraction(); product > end; product *= random.fraction()) count += 1;
  return count;
}

/** How many of `count` things happen that each have this probability: by the waiting time from one to the next. */
export function binomial(random: Random, count: number, probability: number): number {
  if (probability <= 0 || count <= 0) return 0;
  if (probability >= 1) return count;
  if (probability > 0.5) return count - binomial(random, count, 1 - probability);
  const scale = Math.log1p(-probability);
  let happened = 0;
  for (let at = wait(random, scale); at <= count; at += wait(random, scale)) happened += 1;
  return happened;
}

/** The length of an error burst, 1 or more, with this mean. */
export function geometric(random: Random, mean: number): number {
  if (mean <= 1) return 1;
  return wait(random, Math.log1p(-1 / mean));
}

/** Standard normal (Box and Muller's first number). */
export function normal(random: Random): number {
  const radius = Math.sqrt(-2 * Math.log(1 - random.fraction()));
  return radius * Math.cos(2 * Math.PI * random.fraction());
}

/** Exponential with this mean. */
export function exponential(random: Random, mean: number): number {
  return -mean * Math.log(1 - random.fraction());
}

function wait(random: Random, logOfNot: number): number {
  return 1 + Math.floor(Math.log(1 - random.fraction()) / logOfNot);
}
