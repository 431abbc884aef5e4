import type { BaseRate } from '../counts/base-rate.js';
import type { BurnRate } from '../counts/burn-rate.js';
import type { Recent } from '../counts/recent.js';
import type { TrafficLevel } from '../counts/traffic-level.js';
import type { Dispersion } from '../dispersion/dispersion.js';
import type { LiftTest } from '../evidence/lift-test.js';
import type { BaseMean } from '../latency/base-mean.js';
import type { HistogramForm } from '../latency/histogram.js';
import type { TailBounds, TailHistory } from '../latency/tail-bounds.js';
import type { CrashLoop } from '../silence/crash-loop.js';
import type { Quiet } from '../silence/silence.js';

/** Everything a watch knows: plain data and maps, so that it can be written as JSON and read again. */
export type WatchState = {
  now: number;
  sweptAt: number;
  /** Smallest delay of any sender that is not ahead: what delivery takes. */
  delivery: number | null;
  /** How many comparisons share the budget. */
  sharers: number;
  services: Map<string, Map<string, Map<string, Group>>>;
  changes: Map<string, KnownChange>;
};

export type KnownChange = {
  id: string;
  service: string;
  kind: string;
  /** As it was given last, and the most that it was. */
  exposure: number;
  mostExposure: number;
  steps: number;
  firstAt: number;
  stepAt: number;
  /** Whether windows of its own cohort were seen. */
  hasCohort: boolean;
  lastAt: number;
};

/** All cohorts of one metric of a service in an environment: they are compared with one another. */
export type Group = {
  service: string;
  environment: string;
  metric: string;
  /** Length of a window, ms, as learnt from the gaps between them. */
  width: number;
  phase: number;
  flushed: number | null;
  open: Bucket[];
  cohorts: Map<string, Cohort>;
  bad: CountMeasure;
  /** Those that look at latency; absent until a window has some. */
  latency: LatencyMeasures | null;
  /** How its histograms are written. */
  form: HistogramForm;
  alarms: Map<string, Alarm>;
  burn: BurnRate | null;
  traffic: TrafficLevel;
  /** End of the last window that had requests. */
  talkedAt: number;
  lastAt: number;
};

export type LatencyMeasures = {
  inLog: boolean;
  history: TailHistory;
  bounds: TailBounds | null;
  chosenAt: number;
  mean: MeanMeasure;
  tails: [CountMeasure, CountMeasure];
};

export type Cohort = {
  key: string;
  /** Ids of the changes its users have; none: not exposed. */
  parts: string[];
  /** For each part, the cohort that has all the others. */
  partners: string[];
  lastT: number;
  gap: number;
  lastIndex: number;
  delay: number;
  delayBefore: number | null;
  delayWindows: number;
  recent: number[];
  quiet: Quiet;
  crashes: CrashLoop | null;
};

/** The windows of all cohorts that ended about the same time. */
export type Bucket = { index: number; cells: Map<string, Cell> };

export type Cell = {
  onTime: boolean;
  total: number;
  bad: number;
  latencyCount: number;
  latencySum: number;
  slow: [number, number];
};

export type CountMeasure = {
  base: BaseRate;
  recent: Recent;
  dispersion: Dispersion;
  own: Comparison;
  parts: Map<string, Comparison>;
};

export type MeanMeasure = {
  base: BaseMean;
  recent: Recent;
  /** Variance of a request by which evidence is counted; decisions divide by how far it is off. */
  unit: number;
  own: Comparison;
  parts: Map<string, Comparison>;
};

/** Those exposed, against a control and against the past. */
export type Comparison = {
  contrast: LiftTest;
  known: LiftTest;
  exposedDispersion: Dispersion;
  exposedPerWindow: number;
  controlPerWindow: number;
  controlSeenAt: number | null;
  startedAt: number;
  lastAt: number;
  steps: number;
};

/** What has alarmed, until it is as before. */
export type Alarm = { at: number; measure: MeasureName; lift: number; calm: number };

export type MeasureName = 'bad' | 'mean' | 'tail95' | 'tail99';
