/** A sentence and the events it was made of. `unknown`: the log does not hold it, and nothing was filled in. */
export type Said = { text: string; events: readonly string[]; unknown?: true };

export type ReportNumber = {
  key: 'deploys' | 'change-fail-rate' | 'time-to-detect' | 'recovery' | 'rework-rate';
  label: string;
  unit: 'count' | 'share' | 'ms';
  /** `null` if the log does not hold it; then `because` says what is missing. */
  value: number | null;
  because?: string;
  /** Part and whole of a share; number of cases behind a median. */
  from?: string;
  events: readonly string[];
};

export type ReportedIncident = {
  id: string;
  title: string;
  severity: 'critical' | 'warning' | 'info' | 'unknown';
  service: string;
  environment: string;
  openedAt: string;
  impact: readonly Said[];
  trigger: readonly Said[];
  detection: readonly Said[];
  limited: readonly Said[];
  lesson: readonly Said[];
};

export type OpenProposal = {
  id: string;
  kind: string;
  service: string;
  incident: string;
  /** Who is to see to it, and until when; `null`: nobody, no day. */
  owner: string | null;
  due: string | null;
  overdue: boolean;
  said: Said;
  /** What it would have cost, as its backtest says. */
  cost: Said;
};

/** An event that the report refers to. */
export type CitedEvent = { id: string; source: string; name: string; time: string };

/** The report of a week: a pure function of events, so that the same events give the same bytes. */
export type WeeklyReport = {
  schema: 2;
  week: string;
  from: string;
  to: string;
  status: 'draft';
  headline: string;
  services: readonly string[];
  worstSeverity: ReportedIncident['severity'] | null;
  numbers: readonly ReportNumber[];
  /** `retire`: guards that cry more often than they help. */
  decide: { proposals: readonly OpenProposal[]; more: number; retire: readonly Said[] };
  /** Recurrences and drills that a guard was first to tell of, or stopped. */
  caught: readonly Said[];
  /** What was injected on purpose, and how guards did in it. */
  drills: readonly Said[];
  incidents: readonly ReportedIncident[];
  learned: readonly Said[];
  /** What was accepted, and is to be in force. */
  promises: {
    late: readonly Said[];
    open: readonly Said[];
    done: readonly Said[];
    dropped: readonly Said[];
  };
  lucky: readonly Said[];
  made: {
    /** Offset up to which each partition was read, by `topic/partition`. */
    positions: Readonly<Record<string, number>>;
    /** Events of the week, by name. */
    counts: Readonly<Record<string, number>>;
    notes: readonly string[];
  };
  cited: readonly CitedEvent[];
};
