import type { FleetService } from '../fleet/cast.js';

/** What a fault does to its service while it lasts. */
export type Harm = {
  /** Share of requests that fail. */
  errorRatio: number;
  /** Times the usual latency. */
  slowness: number;
};

/** How a fault comes about, and so what can end it. */
export type Origin = 'deployment' | 'flag' | 'irreversible-deployment' | 'none';

/** One kind of mistake or misfortune. */
export type FaultKind = {
  name: string;
  origin: Origin;
  /** Services it can befall. */
  befalls(service: FleetService): boolean;
  harm: Harm;
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
