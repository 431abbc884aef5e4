import type { Noise } from '../noise.js';

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

/** What a healthy series of a kind does, and which faults can happen to it. */
export type Background = {
  kind: string;
  make: (noise: Noise) => Healthy;
  faults: readonly FaultName[];
};

/** `scale` is what one would call a step of it: roughly the standard deviation. `period`, in points, where there is one. */
export type Healthy = {
  times: number[];
  values: number[];
  scale: number;
  period: number;
  whole: boolean;
  floor?: number;
};

export type FaultName =
  | 'spike'
  | 'dip'
  | 'burst'
  | 'shift'
  | 'drift'
  | 'variance'
  | 'flat'
  | 'missing season'
  | 'faster'
  | 'warped'
  | 'noisy'
  | 'amplitude'
  | 'outage'
  | 'denser spikes';

/** Begins at a random minute of a random day of 2025. */
export function times(noise: Noise, length: number, step: number): number[] {
  const first = Date.UTC(2025, 0, 1) + noise.whole(0, 364) * day + noise.whole(0, 1439) * minute;
  return Array.from({ length }, (_, n) => first + n * step);
}

/** Hours since midnight, 0 to 24, of UTC. */
export function hourOf(t: number): number {
  return (t % day) / hour;
}

/** 0 on workdays, 1 on Saturday and Sunday. */
export function weekend(t: number): number {
  const weekday = (Math.floor(t / day) + 4) % 7;
  return weekday === 0 || weekday === 6 ? 1 : 0;
}
