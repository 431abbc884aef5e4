import { randomUUID } from 'node:crypto';
import type { CloudEvent } from '../sending/cloud-event.js';
import { anomalyCleared, anomalyDetected, type Window } from '../sending/statements.js';
import type { ServiceState } from './service-state.js';

/** Windows in a row before an alert opens, and before it closes. */
const patience = 2;
/** Fewer failed requests than this in a window are no reason to wake anybody. */
const fewest = 5;

/** The fleet’s own alerting: a plain threshold on errors and on latency, as many teams have it. */
export function watchWindow(state: ServiceState, window: Window): CloudEvent[] {
  const end = new Date(window.start.getTime() + window.durationMs);
  const { service } = state;
  const ratio = window.total === 0 ? 0 : window.bad / window.total;
  const failing = ratio > 0.05 && window.bad >= fewest;
  const slow = window.latencyMs > service.latencyMs * 3;
  const bad = failing || slow;
  state.streak = bad === (state.alert === undefined) ? state.streak + 1 : 0;
  if (state.streak < patience) return [];
  state.streak = 0;
  if (state.alert) {
    const cleared = anomalyCleared(state.alert.id, service, state.alert.metric, end);
    delete state.alert;
    return [cleared];
  }
  const metric = failing ? 'http.errors' : 'http.latency';
  state.alert = { id: `${service.name}-${randomUUID().slice(0, 8)}`, metric };
  return [
    anomalyDetected({
      id: state.alert.id,
      service,
      metric,
      onset: new Date(end.getTime() - patience * window.durationMs),
      at: end,
      observed: failing ? round(ratio) : Math.round(window.latencyMs),
      expected: failing ? service.errorRatio : service.latencyMs,
      summary: `${state.fault?.kind.alert ?? 'Worse than usual'} on ${service.name}`,
      failing,
    }),
  ];
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
