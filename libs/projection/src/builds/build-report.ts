/** What a rebuild is busy with. */
export type RebuildPhase =
  | 'waiting'
  | 'replaying'
  | 'making keys'
  | 'making indexes'
  | 'catching up'
  | 'verifying'
  | 'flipping';

export type RebuildProgress = {
  phase: RebuildPhase;
  /** Which part of it, in words. */
  detail: string | null;
  /** Records of the log taken in, of those that are there. */
  done: number;
  total: number;
  /** Records a second, lately. 0 while nothing is replayed. */
  perSecond: number;
  /** How long it will take, as far as can be said. */
  secondsLeft: number | null;
};

/** How the rows of a new build compare with those of the live one at the same place on the log. */
export type RowComparison = {
  /** Rows of the live build, and of the new one. */
  live: number;
  built: number;
  onlyLive: number;
  onlyBuilt: number;
  /** Rows that both have, with other values. */
  changed: number;
  /** Keys of some rows that differ. */
  examples: readonly RowDifference[];
};
export type RowDifference = {
  key: Readonly<Record<string, unknown>>;
  kind: 'only-live' | 'only-built' | 'changed';
};

export type Verification = {
  /** Whether nothing was found that speaks against the new build. */
  good: boolean;
  /** Log records that the new build and the live one have taken in. */
  records: { live: number; built: number };
  /** Events that the new build could not take in, and the live one could. */
  newDeadLetters: number;
  /** `null` where the versions differ, and so rows are not expected to be the same. */
  rows: RowComparison | null;
  /** What was found, in sentences. */
  findings: readonly string[];
};

/** What a build has to say for itself; stands in `projection.build.report`. */
export type BuildReport = {
  progress?: RebuildProgress;
  verification?: Verification;
  error?: string;
  /** Who asked did not know the version: whoever carries it out builds its own. */
  anyVersion?: boolean;
  /** Somebody wants it although it differs. */
  accepted?: { by: string | null; at: string };
  /** Somebody wants it back in the place of the live one. */
  undo?: { by: string | null; at: string; error?: string };
  /** The largest number that a build of this projection has had. */
  lastBuild?: number;
  /** The table could not be loaded without its indexes: some of it fits into none. */
  indexedFromTheBeginning?: boolean;
};
