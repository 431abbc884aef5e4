import type { Case } from '@hormesis/attribution';

/** A case whose truth is known. */
export type SimulatedCase = {
  case: Case;
  /** Id of the guilty change; `null`: none is. */
  truth: string | null;
  /** What happened, for the table by kind. */
  story: string;
};
