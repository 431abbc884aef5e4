import { baseRate } from '../counts/base-rate.js';
import { recent } from '../counts/recent.js';
import { trafficLevel } from '../counts/traffic-level.js';
import { dispersion } from '../dispersion/dispersion.js';
import { baseMean } from '../latency/base-mean.js';
import { histogramForm } from '../latency/histogram.js';
import type { LatencyValue } from '../latency/latency-value.js';
import { slowdowns } from '../latency/mean-gains.js';
import { comparison } from './comparison.js';
import type { CountMeasure, Group, LatencyMeasures, WatchState } from './state.js';

export function groupOf(
  state: WatchState,
  service: string,
  environment: string,
  metric: string,
  at: number,
): Group {
  let environments = state.services.get(service);
  if (environments === undefined) {
    environments = new Map();
    state.services.set(service, environments);
  }
  let metrics = environments.get(environment);
  if (metrics === undefined) {
    metrics = new Map();
    environments.set(environment, metrics);
  }
  let group = metrics.get(metric);
  if (group === undefined) {
    group = emptyGroup(service, environment, metric, at);
    metrics.set(metric, group);
  }
  return group;
}

export function countMeasure(at: number): CountMeasure {
  return {
    base: baseRate(),
    recent: recent(),
    dispersion: dispersion(),
    own: comparison(at),
    parts: new Map(),
  };
}

/** Begins to look at latency, in the form of the first window that has some. */
export function latencyMeasures({ inLog, count, sum, squares }: LatencyValue, at: number): LatencyMeasures {
  const mean = sum / count;
  const within = inLog ? Math.max(0.05, squares / count - mean * mean) : Math.max(1e-6, mean * mean);
  return {
    inLog,
    history: { total: 0, above: {} },
    bounds: null,
    chosenAt: at,
    mean: {
      base: baseMean(),
      recent: recent(),
      unit: within,
      own: comparison(at, slowdowns.length),
      parts: new Map(),
    },
    tails: [countMeasure(at), countMeasure(at)],
  };
}

/** All groups of a watch. */
export function* groupsOf(state: WatchState): Generator<Group> {
  for (const environments of state.services.values()) {
    for (const metrics of environments.values()) yield* metrics.values();
  }
}

function emptyGroup(service: string, environment: string, metric: string, at: number): Group {
  return {
    service,
    environment,
    metric,
    width: 1_000,
    phase: 0,
    flushed: null,
    open: [],
    cohorts: new Map(),
    bad: countMeasure(at),
    latency: null,
    form: histogramForm(),
    alarms: new Map(),
    burn: null,
    traffic: trafficLevel(),
    talkedAt: 0,
    lastAt: at,
  };
}
