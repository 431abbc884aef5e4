import { randomUUID } from 'node:crypto';
import type { FleetService } from '../fleet/cast.js';
import type { CloudEvent } from '../sending/cloud-event.js';
import { anomalyCleared, anomalyDetected, type Window } from '../sending/statements.js';
import type { ServiceState } from './service-state.js';

/** How many windows the alerting looks back: one bad window alone wakes nobody, one good one ends nothing. */
const memory = 4;
/** It waits for so many windows from the first bad one on, as alerts do. */
const hold = 3;
/** An alert opens above the first share of failed requests, and closes below the second. */
const errors = { open: 0.05, close: 0.025 };
/** Fewer failed requests than this are no reason to wake anybody. */
const fewest = 6;
/** An alert opens above so many times the usual latency, and closes below half of it. */
const slowness = 3;

/** The fleet’s own alerting: a plain threshold on errors and on latency, as many teams have it. */
export function watchWindow(state: ServiceState, window: Window): CloudEvent[] {
  const { service, alert } = state;
  state.windows = [...state.windows, window].slice(-memory);
  const seen = summaryOf(state.windows);
  const at = new Date(window.start.getTime() + window.durationMs);
  if (alert) {
    if (state.windows.length < memory || !isCalm(service, seen)) return [];
    delete state.alert;
    return [anomalyCleared(alert.id, service, alert.metric, at)];
  }
  const metric = whatIsWrong(service, seen);
  if (!metric) return [];
  const since = badSince(service, state.windows, metric);
  if (since.length < hold) return [];
  const observed = summaryOf(since);
  state.alert = { id: `${service.name}-${randomUUID().slice(0, 8)}`, metric };
  const failing = metric === 'http.errors';
  return [
    anomalyDetected({
      id: state.alert.id,
      service,
      metric,
      onset: since[0]?.start ?? window.start,
      at,
      observed: failing ? Math.round(observed.ratio * 1_000) / 1_000 : Math.round(observed.latencyMs),
      expected: failing ? service.errorRatio : service.latencyMs,
      summary: `${state.fault?.kind.alert ?? 'Worse than usual'} on ${service.name}`,
      failing,
    }),
  ];
}

type Summary = { ratio: number; bad: number; latencyMs: number };

function summaryOf(windows: readonly Window[]): Summary {
  const sum = (of: (window: Window) => number) => windows.reduce((before, each) => before + of(each), 0);
  const total = sum(({ total }) => total);
  const bad = sum((window) => window.bad);
  const latencies = windows.slice(-2).map(({ latencyMs }) => latencyMs);
  return { ratio: total === 0 ? 0 : bad / total, bad, latencyMs: Math.min(...latencies) };
}

function whatIsWrong(
  service: FleetService,
  { ratio, bad, latencyMs }: Summary,
): 'http.errors' | 'http.latency' | undefined {
  const slow = latencyMs > service.latencyMs * slowness;
  if (slow && ratio < 2 * errors.open) return 'http.latency';
  return ratio > errors.open && bad >= fewest ? 'http.errors' : undefined;
}

function isCalm(service: FleetService, { ratio, latencyMs }: Summary): boolean {
  return ratio < errors.close && latencyMs < (service.latencyMs * slowness) / 2;
}

/** The windows from the first one on that looks bad by itself. */
function badSince(service: FleetService, windows: readonly Window[], metric: string): readonly Window[] {
  const looksBad = ({ total, bad, latencyMs }: Window) =>
    metric === 'http.errors' ? bad > total * errors.open : latencyMs > service.latencyMs * slowness;
  return windows.slice(Math.max(0, windows.findIndex(looksBad)));
}
