/** A change that reaches users in steps: from second `at` (counted from the first change) on, this percentage. */
export type PlannedChange = {
  id: string;
  kind: 'deploy' | 'flag';
  steps: readonly { at: number; exposure: number }[];
};

/** What harms (or helps) the users of a change, or everybody where no change is named, from second `from` on. */
export type Effect = {
  of?: string;
  from: number;
  until?: number;
  /** By how much errors are multiplied, `since` seconds after it began. */
  errors?: (since: number) => number;
  /** By how much every request is slower. */
  slower?: (since: number) => number;
  tail?: { share: number; factor: number };
  /** Nothing is served any more, and nothing is reported. */
  silent?: boolean;
};

/** How windows reach the reader. */
export type Reporting = {
  /** Share of windows that never arrive. */
  lost?: number;
  /** Windows of everybody, or of one change's users, that never arrive. */
  gaps?: readonly { of?: string; from: number; until: number }[];
  /** Each cohort's clock is wrong by up to so many ms, either way; so is the clock that stamps changes. */
  skewMs?: number;
  /** Share of windows that arrive late, on average by `lateMs`. */
  late?: number;
  lateMs?: number;
};

/** A made-up service over time. Seconds count from its first change; before it there is history. */
export type Plan = {
  historySeconds: number;
  seconds: number;
  /** Requests a second of all users. */
  requests: (second: number) => number;
  /** Probability that a request fails while nothing is wrong. */
  errors: number;
  /** Errors come in bursts of this mean length (a geometric one); 1 is none. Spread over so many seconds. */
  burst: number;
  burstSpread: number;
  changes: readonly PlannedChange[];
  effects: readonly Effect[];
  reporting: Reporting;
};
