import { calibration } from './calibration.js';
import type { Circumstances } from './decision.js';
import type { Cell, Group } from './state.js';
import type { Stratum } from './strata.js';

/** One bucket of a group, with all that its measures need to know to take it in. */
export type Folding = {
  group: Group;
  cells: ReadonlyMap<string, Cell>;
  strata: ReadonlyMap<string, readonly Stratum[]>;
  /** Those without a change, if they have a window here. */
  base: Cell | undefined;
  /** Whether there are any without a change. */
  hasBase: boolean;
  /** When the users of a change got it. */
  startOf: (part: string) => number;
  end: number;
  width: number;
  /** A change reached everybody here, so that what comes now is not taken for normal. */
  frozen: boolean;
  /** Traffic is not what it was, so that the past says less. */
  isSurging: boolean;
  isAlarmed: (part: string) => boolean;
  /** Nats that the contrast must have before the past is believed: later, and at the anchor. */
  witness: number;
  witnessAtAnchor: number;
  circumstances: Pick<Circumstances, 'chance' | 'perSecond' | 'leastBadWindows'>;
  ownCircumstances: Pick<Circumstances, 'chance' | 'perSecond' | 'leastBadWindows'>;
};

/** Nats that a witness must say while the past is in doubt: because of the traffic, or because the control suffers, too. */
export function witnessInDoubt({ isSurging }: Folding, nats: number): number | undefined {
  if (isSurging) return calibration.witnessInSurge;
  return nats > 2 ? calibration.witnessInDoubt : undefined;
}
