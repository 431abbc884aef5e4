import type { Noise } from '../noise.js';
import { type Background, day, hour, hourOf, minute, times, weekend } from './background.js';

/** Requests a window: two humps a day, quieter at the weekend, noise that grows with the level. */
const requests: Background = {
  kind: 'requests',
  make: (noise) => {
    const step = noise.random.pick([5, 30, 60]) * minute;
    const mean = 10 ** noise.between(1.5, 4);
    const at = times(noise, step === 5 * minute ? 6000 : 5000, step);
    const shape = noise.between(20, 200);
    const quiet = noise.between(0.4, 1);
    const level = dayShape(noise);
    const values = at.map((t) => {
      const usual = mean * level(hourOf(t)) * (weekend(t) === 1 ? quiet : 1);
      return noise.negativeBinomial(Math.max(0.5, usual), shape);
    });
    return { times: at, values, scale: mean * 0.35, period: Math.round(day / step), whole: true, floor: 0 };
  },
  faults: ['spike', 'shift', 'missing season', 'amplitude', 'outage', 'burst', 'flat'],
};

/** Posts about a company: counts with a daily rhythm and bursts that feed themselves; some bursts are normal. */
const posts: Background = {
  kind: 'posts',
  make: (noise) => {
    const mean = 10 ** noise.between(0.5, 2.3);
    const shape = noise.between(3, 20);
    const level = dayShape(noise);
    const bursts = noise.between(0.0005, 0.004);
    let echo = 0;
    const at = times(noise, 10_000, 5 * minute);
    const values = at.map((t) => {
      if (noise.random.chance(bursts)) echo += mean * noise.between(0.5, 2) * noise.pareto(2.5);
      const count = noise.negativeBinomial(Math.max(0.2, mean * level(hourOf(t)) + echo), shape);
      echo *= noise.between(0.4, 0.8);
      return count;
    });
    return { times: at, values, scale: mean * 1.5, period: 288, whole: true, floor: 0 };
  },
  faults: ['burst', 'spike', 'shift', 'missing season'],
};

/** Price of an advertisement by the hour: heavy tails, hardly a rhythm. */
const prices: Background = {
  kind: 'prices',
  make: (noise) => {
    const mean = 10 ** noise.between(-1.5, 0.5);
    const sigma = noise.between(0.1, 0.5);
    const heavy = noise.between(0.002, 0.02);
    const daily = noise.between(0, 0.3);
    const at = times(noise, 1650, hour);
    const values = at.map((t) => {
      const tail = noise.random.chance(heavy) ? noise.pareto(2) : 1;
      return mean * noise.logNormal(sigma) * tail * (1 + daily * Math.sin((hourOf(t) / 12) * Math.PI));
    });
    return {
      times: at,
      values,
      scale: mean * 1.5 * (Math.exp(sigma) - 0.9),
      period: 24,
      whole: false,
      floor: 0,
    };
  },
  faults: ['spike', 'burst', 'shift', 'flat', 'drift'],
};

/** Speed of road traffic: measured at irregular times, high unless it is the rush hour, free flow has a ceiling. */
const traffic: Background = {
  kind: 'road traffic',
  make: (noise) => {
    const at = times(noise, 2500, 10 * minute);
    for (let n = 1; n < at.length; n += 1) {
      const pause = noise.random.chance(0.01) ? noise.whole(1, 12) * 10 : 0;
      at[n] = (at[n - 1] ?? 0) + (noise.whole(1, 3) * 5 + pause) * minute;
    }
    const free = noise.between(60, 80);
    const rush = noise.whole(6, 9);
    const jam = noise.between(0, 25);
    const values = at.map((t) => {
      const near = Math.exp(-((hourOf(t) - rush) ** 2)) + Math.exp(-((hourOf(t) - rush - 9) ** 2));
      const slow = (1 - weekend(t)) * jam * near * noise.between(0.3, 1.2);
      return Math.round(Math.max(2, free - slow - 3 * noise.exponential() + 1.5 * noise.normal()));
    });
    return { times: at, values, scale: 8, period: 96, whole: true, floor: 0 };
  },
  faults: ['dip', 'burst', 'shift', 'outage', 'flat'],
};

/** Sparse small counts: mostly 0. */
const sparse: Background = {
  kind: 'sparse counts',
  make: (noise) => {
    const mean = noise.between(0.02, 3);
    const active = noise.between(0.3, 1);
    const at = times(noise, 3000, 5 * minute);
    const values = at.map((t) => {
      const now = hourOf(t);
      return noise.random.chance(active) ? noise.poisson(now > 8 && now < 20 ? mean * 1.5 : mean * 0.5) : 0;
    });
    return { times: at, values, scale: Math.sqrt(mean) * 2, period: 288, whole: true, floor: 0 };
  },
  faults: ['burst', 'spike', 'shift', 'denser spikes'],
};

export const people: readonly Background[] = [requests, posts, prices, traffic, sparse];

function dayShape(noise: Noise): (hour: number) => number {
  const depth = noise.between(0.3, 0.95);
  const phase = noise.between(0, 24);
  const second = noise.between(0, 0.4);
  return (now) => {
    const angle = ((now - phase) / 12) * Math.PI;
    return 1 + depth * Math.sin(angle) * 0.9 + second * 0.5 * depth * Math.sin(2 * angle + 1);
  };
}
