import { type Background, hourOf, minute, times } from './background.js';

/** Use of a processor: a steady level, noise that hangs together, short spikes that are normal. */
const cpu: Background = {
  kind: 'cpu',
  make: (noise) => {
    const level = noise.between(2, 60);
    const scale = level * noise.between(0.02, 0.15);
    const memory = noise.between(0, 0.8);
    const spikes = noise.random.chance(0.6) ? noise.between(0.0005, 0.01) : 0;
    const height = noise.between(3, 12);
    let state = 0;
    const at = times(noise, 4032, 5 * minute);
    const values = at.map(() => {
      state = memory * state + Math.sqrt(1 - memory * memory) * noise.normal();
      const spike = noise.random.chance(spikes) ? height * noise.exponential() : 0;
      return clamp(level + scale * (state + spike), 0, 100);
    });
    return { times: at, values, scale, period: 12, whole: false, floor: 0 };
  },
  faults: ['spike', 'dip', 'shift', 'drift', 'variance', 'flat', 'burst', 'outage'],
};

/** A job that runs at a fixed minute of the hour or of the day lifts the processor's use. */
const jobs: Background = {
  kind: 'jobs',
  make: (noise) => {
    const level = noise.between(5, 30);
    const height = noise.between(10, 50);
    const every = noise.random.pick([12, 36, 72, 144, 288]);
    const long = noise.whole(1, Math.max(1, Math.floor(every / 8)));
    const scale = noise.between(0.5, 3);
    const at = times(noise, 4032, 5 * minute);
    const values = at.map((_, n) =>
      clamp(level + (n % every < long ? height : 0) + scale * noise.normal(), 0, 100),
    );
    return { times: at, values, scale, period: every, whole: false, floor: 0 };
  },
  faults: ['spike', 'shift', 'missing season', 'drift', 'flat', 'variance', 'denser spikes'],
};

/** High by day, low by night, with sharp edges, as a generator of artificial load would do it. */
const office: Background = {
  kind: 'office hours',
  make: (noise) => {
    const low = noise.between(10, 30);
    const high = low + noise.between(20, 60);
    const scale = noise.between(0.3, 6);
    const begin = noise.whole(6, 10);
    const end = noise.whole(15, 20);
    const at = times(noise, 4032, 5 * minute);
    const values = at.map((t) => {
      const now = hourOf(t);
      return (now >= begin && now < end ? high : low) + scale * (noise.random.fraction() - 0.5) * 2;
    });
    return { times: at, values, scale: Math.max(scale, 3), period: 288, whole: false };
  },
  faults: ['missing season', 'amplitude', 'flat', 'shift', 'spike'],
};

/** A wandering level with jumps, such as memory in percent. */
const memory: Background = {
  kind: 'memory',
  make: (noise) => {
    const scale = noise.between(0.05, 0.4);
    let level = noise.between(20, 70);
    const home = level;
    const at = times(noise, 4500, 5 * minute);
    const values = at.map(() => {
      level += scale * 0.3 * noise.normal() + 0.003 * (home - level);
      if (noise.random.chance(0.002)) level += scale * 4 * noise.normal();
      return level + scale * 0.3 * noise.normal();
    });
    return { times: at, values, scale: scale * 2, period: 12, whole: false };
  },
  faults: ['shift', 'spike', 'drift', 'outage', 'variance'],
};

/** Temperature of a machine: smooth, slow, mean-reverting. */
const temperature: Background = {
  kind: 'temperature',
  make: (noise) => {
    const scale = noise.between(1, 8);
    const slow = noise.between(0.002, 0.02);
    const daily = noise.random.chance(0.5) ? scale * noise.between(0.2, 1) : 0;
    const at = times(noise, 8000, noise.random.pick([5, 60]) * minute);
    let state = 0;
    const values = at.map((t) => {
      state += -slow * state + Math.sqrt(2 * slow) * noise.normal();
      return 70 + scale * state + daily * Math.sin((hourOf(t) / 12) * Math.PI) + 0.1 * scale * noise.normal();
    });
    return { times: at, values, scale, period: 288, whole: false };
  },
  faults: ['dip', 'shift', 'drift', 'outage', 'variance', 'spike'],
};

export const machines: readonly Background[] = [cpu, jobs, office, memory, temperature];

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
