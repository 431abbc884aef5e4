import type { Dice } from './dice.js';
import type { Settings } from './settings.js';
import type { Service } from './world.js';

/** A change as it really went; times in minutes before the alert at 0, so mostly negative. */
export type Rollout = {
  id: string;
  service: string;
  kind: 'deployment' | 'config' | 'flag';
  steps: { start: number; end: number | null; replicas: number }[];
  /** By how much its version is better or worse without being at fault: factors. */
  benign: { latency: number; cpu: number; memory: number };
  /** Factor on the latency of a pod in its first minutes. */
  warmUp: number;
};

/** A pod that ran from one minute to another; `change`: the roll-outs whose version it has. */
export type Pod = {
  name: string;
  service: string;
  version: string;
  from: number;
  until: number;
  /** When it got what it runs; pods that keep their name have a life before. */
  exposedFrom: number;
  changes: readonly string[];
  latency: number;
  cpu: number;
  memory: number;
};

/** Steps for a service so that one of them begins at `at`. */
export function drawRollout(
  dice: Dice,
  settings: Settings,
  service: Service,
  id: string,
  at: number,
): Rollout {
  const kind = dice.weighted({ deployment: 0.86, config: 0.1, flag: 0.04 } as const);
  const parts = drawParts(dice, service.replicas);
  const shown = dice.random.below(parts.length);
  const starts = [at];
  for (let n = shown - 1; n >= 0; n -= 1) starts.unshift((starts[0] ?? at) - dice.scale(settings.stepGap));
  while (starts.length < parts.length) starts.push((starts.at(-1) ?? at) + dice.scale(settings.stepGap));
  const steps = parts.map((replicas, n) => {
    const start = starts[n] ?? at;
    const took = Math.min(dice.between([0.3, 3]), 0.9 * ((starts[n + 1] ?? start + 10) - start));
    return { start, end: start + took, replicas };
  });
  return {
    id,
    service: service.name,
    kind,
    steps: steps
      .filter(({ start }) => start < 0)
      .map((step) => ({ ...step, end: step.end < 0 ? step.end : null })),
    benign: {
      latency: Math.exp(dice.normal(0.04)),
      cpu: Math.exp(dice.normal(0.12)),
      memory: Math.exp(dice.normal(0.15)),
    },
    warmUp: dice.chance(0.5) ? dice.between([1.1, 2.5]) : 1,
  };
}

function drawParts(dice: Dice, replicas: number): number[] {
  if (replicas === 1 || dice.chance(0.12)) return [replicas];
  const parts: number[] = [];
  let left = replicas;
  for (let next = 1; left > 0; next *= dice.chance(0.6) ? 2 : 1) {
    const part = parts.length === 3 ? left : Math.min(left, next);
    parts.push(part);
    left -= part;
  }
  return parts;
}

/** Which pods ran when, after all roll-outs of a service. `keepsNames`: a replaced pod keeps its name. */
export function podsOf(
  dice: Dice,
  settings: Settings,
  service: Service,
  rollouts: readonly Rollout[],
  { history, keepsNames }: { history: number; keepsNames: boolean },
): Pod[] {
  const spread = dice.between(settings.podNoise);
  let count = 0;
  const born = (from: number, version: string, changes: readonly string[]): Pod => ({
    name: `${service.name}-${dice.random.hex(1)}${count++}`,
    service: service.name,
    version,
    from,
    until: 0,
    exposedFrom: from,
    changes,
    latency: Math.exp(dice.normal(spread)),
    cpu: Math.exp(dice.normal(spread)),
    memory: Math.exp(dice.normal(spread)),
  });
  const all: Pod[] = Array.from({ length: service.replicas }, () => born(-history, 'v1', []));
  for (const [n, { id, kind, steps }] of rollouts.entries()) {
    if (kind === 'flag') continue;
    for (const { start, end, replicas } of steps) {
      const running = all.filter(({ until, changes }) => until === 0 && !changes.includes(id));
      const done = end === null ? Math.max(1, Math.floor(replicas * dice.random.fraction())) : replicas;
      for (const [m, old] of running.slice(0, done).entries()) {
        const took = (end ?? Math.min(0, start + 3)) - start;
        const at = start + (took * (m + 1)) / (done + 1);
        old.until = at;
        const next = born(at, `v${n + 2}`, [...old.changes, id]);
        if (keepsNames) {
          all.push({ ...old, version: next.version, changes: next.changes, exposedFrom: at, until: 0 });
          all.splice(all.indexOf(old), 1);
        } else all.push(next);
      }
    }
  }
  for (const pod of [...all]) {
    if (pod.until !== 0 || !dice.chance(settings.restarts / 4)) continue;
    const at = dice.between([Math.max(pod.from, pod.exposedFrom), 0]);
    pod.until = at;
    all.push({ ...pod, name: `${pod.name}r`, from: at, until: 0 });
  }
  return all.filter(({ from, until }) => until === 0 || until > from);
}
