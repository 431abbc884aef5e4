import type { FleetService } from '../fleet/cast.js';

/** What a fault does to the requests of those it reaches, at its worst. */
export type Harm = {
  /** Share of requests that fail, beside those that fail anyway. */
  errorRatio: number;
  /** Times the usual latency, of the requests that are slowed. */
  slowness: number;
  /** Share of requests that are slowed; absent: all. */
  slowShare?: number;
  /** Times the usual number of requests; 0: silence; absent: as many as ever. */
  traffic?: number;
};

/** How the harm goes over time. */
export type Course =
  | { shape: 'at-once' }
  /** From nothing to its worst in so many seconds. */
  | { shape: 'rising'; seconds: number }
  /** At its worst for some seconds, then gone for some, over and over. */
  | { shape: 'in-bursts'; onSeconds: number; offSeconds: number };

/** How a fault comes about, and so what can end it. */
export type Origin = 'deployment' | 'flag' | 'irreversible-deployment' | 'config' | 'none';

/** How something fails, whatever brought it. */
export type Failure = 'errors' | 'latency' | 'silence' | 'saturation' | 'crash' | 'correctness';

/** One kind of mistake or misfortune. */
export type FaultKind = {
  name: string;
  failure: Failure;
  origin: Origin;
  /** Services it can befall. */
  befalls(service: FleetService): boolean;
  harm: Harm;
  /** Absent: at once. */
  course?: Course;
  metric: 'http.errors' | 'http.latency';
  /** One line for the change that brings it; what a tired author would write. */
  summary: string;
  /** What the alert says. */
  alert: string;
  /** Instances crash on the way. */
  crashes?: 'crashed' | 'oomkilled';
  /** Without anybody’s doing it ends after this many seconds. */
  lastsAtMost: number;
};
