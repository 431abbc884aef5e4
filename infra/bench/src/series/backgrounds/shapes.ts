import { type Background, day, hourOf, minute, times } from './background.js';

/** Beats of a heart, roughly: a sharp peak and two humps, again and again, never quite as long. */
const beats: Background = {
  kind: 'beats',
  make: (noise) => {
    const period = noise.whole(30, 150);
    const jitter = noise.between(0, 0.06);
    const scale = noise.between(0.01, 0.08);
    const wander = noise.between(0, 0.2);
    const at = times(noise, 6000, 1000);
    let phase = 0;
    let rate = 1 / period;
    const values = at.map((_, n) => {
      phase += rate;
      if (phase >= 1) {
        phase -= 1;
        rate = (1 + jitter * noise.normal()) / period;
      }
      return beat(phase) + wander * Math.sin(n / 400) + scale * noise.normal();
    });
    return { times: at, values, scale: 0.3, period, whole: false };
  },
  faults: ['warped', 'faster', 'noisy', 'amplitude', 'flat', 'spike'],
};

/** A sum of sines, as a turning machine gives. */
const sines: Background = {
  kind: 'sines',
  make: (noise) => {
    const period = noise.whole(20, 200);
    const second = noise.between(0, 0.6);
    const ratio = noise.random.pick([2, 3, 5]);
    const scale = noise.between(0.02, 0.25);
    const at = times(noise, 5000, 10_000);
    const values = at.map((_, n) => {
      const angle = (2 * Math.PI * n) / period;
      return Math.sin(angle) + second * Math.sin(ratio * angle + 1) + scale * noise.normal();
    });
    return { times: at, values, scale: 0.5, period, whole: false };
  },
  faults: ['warped', 'faster', 'noisy', 'amplitude', 'flat', 'shift', 'spike'],
};

/** A rise without end, with a daily rhythm on it. */
const growth: Background = {
  kind: 'growth',
  make: (noise) => {
    const rise = noise.sign() * noise.between(0.5, 5);
    const swing = noise.between(0, 5);
    const scale = noise.between(0.3, 1);
    const at = times(noise, 4000, 15 * minute);
    const first = at[0] ?? 0;
    const values = at.map(
      (t) =>
        100 +
        (rise * (t - first)) / day +
        swing * Math.sin((hourOf(t) / 12) * Math.PI) +
        scale * noise.normal(),
    );
    return { times: at, values, scale: scale * 1.5, period: 96, whole: false };
  },
  faults: ['spike', 'shift', 'flat', 'variance', 'missing season'],
};

/** Nothing but noise, of tails that are heavier or lighter. */
const noiseOnly: Background = {
  kind: 'noise',
  make: (noise) => {
    const heavy = noise.random.chance(0.4);
    const at = times(noise, 4000, 5 * minute);
    const values = at.map(() =>
      heavy ? noise.normal() / Math.sqrt(noise.gamma(1.5) / 1.5) : noise.normal(),
    );
    return { times: at, values, scale: heavy ? 2 : 1, period: 12, whole: false };
  },
  faults: ['spike', 'shift', 'drift', 'variance', 'flat'],
};

/** One value for ever, or a few values in steps. */
const still: Background = {
  kind: 'still',
  make: (noise) => {
    const at = times(noise, 3000, 5 * minute);
    const level = noise.whole(0, 50);
    const rare = noise.random.chance(0.5) ? 0 : 0.003;
    const values = at.map(() => level + (noise.random.chance(rare) ? 1 : 0));
    return { times: at, values, scale: 1.5, period: 12, whole: true };
  },
  faults: ['spike', 'shift', 'noisy'],
};

export const shapes: readonly Background[] = [beats, sines, growth, noiseOnly, still];

function beat(phase: number): number {
  const hump = (centre: number, width: number, height: number) =>
    height * Math.exp(-(((phase - centre) / width) ** 2));
  return (
    hump(0.2, 0.05, 0.15) -
    hump(0.36, 0.015, 0.15) +
    hump(0.4, 0.02, 1) -
    hump(0.44, 0.015, 0.25) +
    hump(0.7, 0.08, 0.3)
  );
}
