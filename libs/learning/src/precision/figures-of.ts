import type { Instant } from '@hormesis/events';
import { marginMs } from '@hormesis/incident';

export type Firing = { service: string; environment: string; anomaly: string; at: Instant };

/** An incident: when and where. */
export type Trouble = {
  service: string;
  environment: string;
  from: Instant;
  to: Instant | null;
  /** Whether anything but guards says that it was one; `null`: it is not known yet. */
  confirmed: boolean | null;
};

/** How a guard does: see {@link figuresOf}. */
export type GuardFigures = {
  /** How often it fired since it is in force, as far as it can be judged; an alert that is told again counts once. */
  fired: number;
  /** Firings within a confirmed incident of their place, or {@link marginMs} before or after one. */
  rightly: number;
  /** For how long it has been in force. */
  weeks: number;
};

const weekMs = 7 * 24 * 60 * 60 * 1000;

/**
 * Counts what can be judged at a moment: a firing of just before may still turn out to be right, and so may one within an
 * incident that is not confirmed yet.
 */
export function figuresOf(
  { appliedAt }: { appliedAt: Instant },
  firings: readonly Firing[],
  troubles: readonly Trouble[],
  now: Instant,
): GuardFigures {
  const from = Date.parse(appliedAt);
  const judged = firstTold(firings)
    .filter(({ at }) => Date.parse(at) >= from && Date.parse(at) <= Date.parse(now) - marginMs)
    .map((firing) => isRight(firing, troubles))
    .filter((right) => right !== null);
  return {
    fired: judged.length,
    rightly: judged.filter((right) => right).length,
    weeks: Math.max(0, (Date.parse(now) - from) / weekMs),
  };
}

/** `null`: that is not known yet. */
function isRight(firing: Firing, troubles: readonly Trouble[]): boolean | null {
  const about = troubles.filter((trouble) => isAbout(firing, trouble)).map(({ confirmed }) => confirmed);
  if (about.includes(true)) return true;
  return about.includes(null) ? null : false;
}

function isAbout({ service, environment, at }: Firing, trouble: Trouble): boolean {
  if (service !== trouble.service || environment !== trouble.environment) return false;
  const time = Date.parse(at);
  const end = trouble.to === null ? Number.POSITIVE_INFINITY : Date.parse(trouble.to);
  return time >= Date.parse(trouble.from) - marginMs && time <= end + marginMs;
}

function firstTold(firings: readonly Firing[]): Firing[] {
  const first = new Map<string, Firing>();
  for (const firing of firings) {
    const name = JSON.stringify([firing.service, firing.environment, firing.anomaly]);
    const known = first.get(name);
    if (!known || Date.parse(firing.at) < Date.parse(known.at)) first.set(name, firing);
  }
  return [...first.values()];
}
