/** Labels of a series, its name as `__name__` among them. */
export type Labels = Readonly<Record<string, string>>;

/**
 * Samples of one series, in order of time. It may grow while it is read: `length` says how much of the arrays counts.
 * `seenAt` never falls either: at a moment only the samples up to there were known.
 */
export type Series = {
  readonly labels: Labels;
  readonly length: number;
  /** Milliseconds since 1970. */
  readonly times: ArrayLike<number>;
  readonly values: ArrayLike<number>;
  /** When each sample became known, milliseconds since 1970; absent: at its own time. */
  readonly seenAt?: ArrayLike<number> | undefined;
  /** How many samples were let go at the front so far; the arrays begin after them. Absent: none. */
  readonly forgotten?: number | undefined;
  /**
   * Times, ascending, at which the series was stated to have ended: it has no value from there to its next sample.
   * Prometheus' staleness markers. Absent: it ends by itself five minutes after its last sample.
   */
  readonly endings?: ArrayLike<number> | undefined;
};

export type Matcher = { label: string; op: '=' | '!=' | '=~' | '!~'; value: string };

/** Where series come from. */
export type SeriesSource = {
  /** All series that match; the same objects each time, so that whoever reads them can keep his place. */
  select(matchers: readonly Matcher[]): readonly Series[];
  /** Raised whenever `select` may answer with other series than before. Absent: it is asked each time. */
  readonly version?: number | undefined;
};
