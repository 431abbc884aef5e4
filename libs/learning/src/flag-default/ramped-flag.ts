import type { IncidentCase } from '../case/incident-case.js';
import type { KnownFlag } from '../case/known-flag.js';
import type { Abstention } from '../outcome.js';
import { oneLine } from '../wording.js';
import { type Blamed, blamedIn } from './blamed.js';
import { type GuardedFlag, guardedFlag } from './guarded-flag.js';

/** A flag that stands before the blamed change, whose variants are known: what a ramp can be proposed for. */
export type RampedFlag = {
  blamed: Blamed;
  known: KnownFlag;
  guarded: GuardedFlag;
  variants: NonNullable<GuardedFlag['variants']>;
};

export function rampedFlag(incident: IncidentCase): RampedFlag | Abstention {
  const blamed = blamedIn(incident);
  if ('because' in blamed) return blamed;
  const { change, evidence } = blamed;
  if (!change.flag) {
    return { because: 'It was behind no flag, so there is none whose ramp could be better.', evidence };
  }
  const guarded = guardedFlag(change);
  if ('because' in guarded) return { because: guarded.because, evidence };
  if (!guarded.variants) {
    return {
      because: `The log does not tell which variant of ${oneLine(change.flag.key)} is safe, so no ramp can be proposed.`,
      evidence,
    };
  }
  return { blamed, known: change.flag, guarded, variants: guarded.variants };
}
