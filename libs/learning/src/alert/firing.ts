import type { BadShare } from './bad-share.js';

/** Samples at which an alert `share > threshold for …` fires, in Prometheus 2 and in Prometheus 3. */
export function firing(share: BadShare, threshold: number, forSamples: number): boolean[] {
  const closed = held(share.closed, threshold, forSamples);
  const leftOpen = held(share.leftOpen, threshold, forSamples);
  return closed.map((fires, index) => fires && leftOpen[index] === true);
}

function held(shares: readonly number[], threshold: number, forSamples: number): boolean[] {
  let activeSince: number | undefined;
  return shares.map((share, index) => {
    activeSince = share > threshold ? (activeSince ?? index) : undefined;
    return activeSince !== undefined && index - activeSince >= forSamples;
  });
}
