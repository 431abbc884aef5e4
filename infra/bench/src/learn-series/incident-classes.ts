import type { Healthy } from '../series/backgrounds/background.js';
import type { Noise } from '../series/noise.js';

/** What is wrong with a point of an incident: its value becomes this; undefined where it is missing. */
export type Wrong = (healthy: Healthy, index: number, into: number, long: number) => number | undefined;

/** A class of incidents. `draw` draws one of it; `again` gives the same once more, so much stronger. */
export type IncidentClass = {
  name: string;
  /** Points that one lasts. */
  long: (noise: Noise, period: number) => number;
  /** How it changes points; `strength` 1 is the first one. */
  draw: (noise: Noise) => (strength: number, noise: Noise) => Wrong;
};

const lifted =
  (low: number, high: number, sign: (noise: Noise) => number): IncidentClass['draw'] =>
  (noise) => {
    const height = noise.between(low, high) * sign(noise);
    return (strength) => (healthy, index) => (healthy.values[index] ?? 0) + height * strength * healthy.scale;
  };

export const incidentClasses: readonly IncidentClass[] = [
  { name: 'spike', long: (noise) => noise.whole(1, 5), draw: lifted(6, 14, () => 1) },
  { name: 'dip', long: (noise) => noise.whole(4, 40), draw: lifted(5, 10, () => -1) },
  { name: 'shift', long: (noise) => noise.whole(30, 200), draw: lifted(3, 7, (noise) => noise.sign()) },
  {
    name: 'rise',
    long: (noise) => noise.whole(40, 200),
    draw: (noise) => {
      const height = noise.between(5, 10);
      return (strength) => (healthy, index, into, long) =>
        (healthy.values[index] ?? 0) + (healthy.scale * height * strength * (into + 1)) / long;
    },
  },
  {
    name: 'variance',
    long: (noise) => noise.whole(30, 150),
    draw: (noise) => {
      const factor = noise.between(3, 6);
      return (strength, again) => (healthy, index) =>
        (healthy.values[index] ?? 0) + healthy.scale * factor * strength * again.normal();
    },
  },
  {
    name: 'factor',
    long: (noise) => noise.whole(6, 80),
    draw: (noise) => {
      const factor = noise.random.chance(0.5) ? noise.between(2, 4) : noise.between(0.1, 0.4);
      return (strength) => (healthy, index) => (healthy.values[index] ?? 0) * factor ** strength;
    },
  },
  {
    name: 'stuck',
    long: (noise) => noise.whole(20, 120),
    draw: () => () => {
      let value: number | undefined;
      return (healthy, index) => {
        value ??= healthy.values[index] ?? 0;
        return value;
      };
    },
  },
  {
    name: 'outage',
    long: (noise) => noise.whole(5, 60),
    draw: () => () => {
      let low: number | undefined;
      return ({ floor, values, scale }) => {
        low ??= floor ?? Math.min(...values) - 3 * scale;
        return low;
      };
    },
  },
  { name: 'silence', long: (noise) => noise.whole(8, 60), draw: () => () => () => undefined },
  {
    name: 'no season',
    long: (noise, period) => Math.max(12, Math.round(period * noise.between(0.5, 1.2))),
    draw: () => (_, again) => {
      let mean: number | undefined;
      return ({ values, period, scale }, index) => {
        mean ??=
          values.slice(Math.max(0, index - period), index).reduce((sum, one) => sum + one, 0) /
          Math.min(index, period);
        return mean + 0.1 * scale * again.normal();
      };
    },
  },
  {
    name: 'dense spikes',
    long: (noise) => noise.whole(60, 200),
    draw: (noise) => {
      const height = noise.between(6, 12);
      return (strength, again) => (healthy, index) =>
        (healthy.values[index] ?? 0) + (again.random.chance(0.2) ? healthy.scale * height * strength : 0);
    },
  },
];
