import type { Course, FailureClass } from '../catalogue/failure-class.js';
import { Dice } from '../world/dice.js';

/** One time that a class of failure comes. All that could be luck is drawn here, so that it is the same in every life. */
export type Occurrence = {
  id: string;
  round: number;
  class: FailureClass;
  /** When its change is made, or when it befalls the fleet; milliseconds since 1970. */
  at: number;
  course: Course;
  /** Which kind of the service’s requests fails. */
  kind: number;
  /** How much of it people must have met until somebody says so; 1 on average. */
  patience: number;
  /** How long people look for the cause once they know, until it is mended, milliseconds. */
  mendMs: number;
  /** How long a person takes to follow the guardian’s advice, milliseconds. */
  approveMs: number;
};

const minute = 60_000;
/** Chance that the same class breaks the same kind of request again. */
const sameKind = 0.75;

export function occurrence(seed: number, of: FailureClass, round: number, at: number): Occurrence {
  const dice = new Dice(seed, 'occurrence', of.name, round);
  const first = kindOf(new Dice(seed, 'kind', of.name));
  return {
    id: `${of.name}-${round}`,
    round,
    class: of,
    at,
    course: of.draw(dice),
    kind: round === 1 || dice.chance(sameKind) ? first : kindOf(dice),
    patience: (dice.exponential(1) + dice.exponential(1) + dice.exponential(1)) / 3,
    mendMs:
      dice.logNormal(of.carrier === 'none' || of.carrier === 'irreversible-deployment' ? 25 : 14, 0.4) *
      minute,
    approveMs: dice.logNormal(4, 0.5) * minute,
  };
}

function kindOf(dice: Dice): number {
  const drawn = dice.next();
  return drawn < 0.6 ? 0 : drawn < 0.85 ? 1 : 2;
}
