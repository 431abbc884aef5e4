import type { Instant } from '@hormesis/events';

export type Firing = { service: string; environment: string; anomaly: string; at: Instant };

/** When and where something was really wrong. */
export type Trouble = { service: string; environment: string; from: Instant; to: Instant | null };

/** How a guard does: see {@link figuresOf}. */
export type GuardFigures = {
  /** How often it fired since it is in force; an alert that is told again counts once. */
  fired: number;
  /** Firings within an incident of their place, or {@link marginMs} before or after one. */
  rightly: number;
  /** For how long it has been in force. */
  weeks: number;
};

/** An incident is opened some time after a guard fired, and harm is felt some time after its end. */
export const marginMs = 10 * 60 * 1000;
const weekMs = 7 * 24 * 60 * 60 * 1000;

/** Counts what can be judged at a moment: a firing of just before may still turn out to be right. */
export function figuresOf(
  { appliedAt }: { appliedAt: Instant },
  firings: readonly Firing[],
  troubles: readonly Trouble[],
  now: Instant,
): GuardFigures {
  const from = Date.parse(appliedAt);
  const judged = firstTold(firings).filter(
    ({ at }) => Date.parse(at) >= from && Date.parse(at) <= Date.parse(now) - marginMs,
  );
  return {
    fired: judged.length,
    rightly: judged.filter((firing) => troubles.some((trouble) => isRight(firing, trouble))).length,
    weeks: Math.max(0, (Date.parse(now) - from) / weekMs),
  };
}

function isRight({ service, environment, at }: Firing, trouble: Trouble): boolean {
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
