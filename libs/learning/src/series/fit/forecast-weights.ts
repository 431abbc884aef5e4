import type { Lesson } from './lesson.js';
import type { Signal } from './signal.js';

const order = 3;
/** A deviation further off counts as this. */
const clip = 6;

/** The weights of the last few values in the best forecast of the next: Yule and Walker's, by Durbin's recursion (1960). */
export function forecastWeights({ normal }: Lesson, { at }: Signal): number[] {
  const products = new Float64Array(order + 1);
  const counts = new Float64Array(order + 1);
  for (let index = order; index < at.length; index += 1) {
    for (let lag = 0; lag <= order; lag += 1) {
      const product = limited(at[index]) * limited(at[index - lag]);
      if (normal[index] !== 1 || normal[index - lag] !== 1 || Number.isNaN(product)) continue;
      products[lag] = (products[lag] ?? 0) + product;
      counts[lag] = (counts[lag] ?? 0) + 1;
    }
  }
  const means = products.map((product, lag) => product / Math.max(1, counts[lag] ?? 1));
  return durbin(means);
}

function durbin(means: Float64Array): number[] {
  const variance = means[0] ?? 0;
  if (!(variance > 0)) return [0];
  let weights: number[] = [];
  let rest = 1;
  for (let lag = 1; lag <= order; lag += 1) {
    let found = (means[lag] ?? 0) / variance;
    for (const [n, weight] of weights.entries()) found -= (weight * (means[lag - 1 - n] ?? 0)) / variance;
    const newest = Math.max(-0.999, Math.min(0.999, found / rest));
    weights = [...weights.map((weight, n) => weight - newest * (weights[lag - 2 - n] ?? 0)), newest];
    rest *= 1 - newest * newest;
  }
  return weights;
}

function limited(value: number | undefined): number {
  return Math.max(-clip, Math.min(clip, value ?? Number.NaN));
}
