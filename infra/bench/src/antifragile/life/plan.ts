import { fleetServices } from '@hormesis/demo-fleet';
import type { FailureClass } from '../catalogue/failure-class.js';
import { Dice } from '../world/dice.js';
import type { Harm } from '../world/harm.js';
import { type Occurrence, occurrence } from './occurrence.js';

export const day = 86_400_000;
const hour = day / 24;
/** The fleet’s first midnight. */
export const epoch = Date.UTC(2026, 0, 5);

/** A change that somebody will make, good or bad; nobody knows which. */
export type PlannedChange = {
  id: string;
  at: number;
  service: string;
  carrier: 'deployment' | 'irreversible-deployment' | 'flag' | 'config';
  /** What is wrong with it, if something is. */
  occurrence?: Occurrence;
};

/** A minute in which something fails that harms nobody for long, and that nobody could mend. */
export type Blip = { service: string; at: number; until: number; harm: Harm };

/** What happens in a stretch of the fleet’s life, whatever is done about it. */
export type Plan = {
  from: number;
  to: number;
  changes: readonly PlannedChange[];
  misfortunes: readonly Occurrence[];
  blips: readonly Blip[];
};

/** Good changes of the fleet on a day, and blips. */
const aDay = { deployment: 18, flag: 2.5, config: 2, blips: 4 } as const;
/** So long after something bad nobody makes a good change to the service. */
const quietAfter = 3 * hour;

/** @param round 0: ordinary life, in which nothing of the catalogue comes */
export function planRound(
  seed: number,
  round: number,
  classes: readonly FailureClass[],
  from: number,
  days: number,
): Plan {
  const to = from + days * day;
  const occurrences = round === 0 ? [] : placed(seed, round, classes, from, days);
  const bad = occurrences.flatMap((each): PlannedChange[] => {
    const { carrier, service } = each.class;
    return carrier === 'none'
      ? []
      : [{ id: `change-${each.id}`, at: each.at, service, carrier, occurrence: each }];
  });
  const good = goodChanges(seed, round, from, days).filter(
    ({ service, at }) =>
      !occurrences.some(
        (each) => each.class.service === service && at >= each.at && at < each.at + quietAfter,
      ),
  );
  return {
    from,
    to,
    changes: [...good, ...bad].sort((a, b) => a.at - b.at),
    misfortunes: occurrences.filter((each) => each.class.carrier === 'none'),
    blips: blips(seed, round, from, days),
  };
}

/** Each class once; in one service at least six hours apart, and early enough that all is over in the end. */
function placed(
  seed: number,
  round: number,
  classes: readonly FailureClass[],
  from: number,
  days: number,
): Occurrence[] {
  const dice = new Dice(seed, 'placed', round);
  const taken: Occurrence[] = [];
  for (const each of classes) {
    const free = (at: number) =>
      taken.every((other) => other.class.service !== each.service || Math.abs(other.at - at) > 6 * hour);
    let at = timeFor(each, dice, from, days);
    for (let attempt = 0; attempt < 200 && !free(at); attempt += 1) at = timeFor(each, dice, from, days);
    taken.push(occurrence(seed, each, round, at));
  }
  return taken;
}

function timeFor({ atPeak }: FailureClass, dice: Dice, from: number, days: number): number {
  if (atPeak) return from + dice.whole(0, days - 1) * day + dice.between(16, 17.5) * hour;
  return from + dice.between(Math.min(1 / 24, days * 0.1), days - Math.min(0.35, days / 2)) * day;
}

function goodChanges(seed: number, round: number, from: number, days: number): PlannedChange[] {
  const dice = new Dice(seed, 'good changes', round);
  const changes: PlannedChange[] = [];
  for (const carrier of ['deployment', 'flag', 'config'] as const) {
    for (let n = dice.poisson(aDay[carrier] * days); n > 0; n -= 1) {
      changes.push({
        id: `change-${round}-${carrier}-${n}`,
        at: from + dice.next() * (days - 0.1) * day,
        service: dice.pick(fleetServices).name,
        carrier,
      });
    }
  }
  return changes;
}

function blips(seed: number, round: number, from: number, days: number): Blip[] {
  const dice = new Dice(seed, 'blips', round);
  return Array.from({ length: dice.poisson(aDay.blips * days) }, () => {
    const at = from + dice.next() * days * day;
    return {
      service: dice.pick(fleetServices).name,
      at,
      until: at + dice.between(20, 90) * 1_000,
      harm: { errors: dice.between(0.005, 0.04), slowness: dice.between(1, 1.5) },
    };
  });
}
