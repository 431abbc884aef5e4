import type { WatchState } from './state.js';

/** Maps become `{"#map": [[key, value], …]}`, everything else is JSON as it is. */
export function toJson(state: WatchState): unknown {
  return JSON.parse(
    JSON.stringify(state, (_, value: unknown) => (value instanceof Map ? { '#map': [...value] } : value)),
  );
}

/** @throws TypeError when it is no snapshot of a watch */
export function fromJson(snapshot: unknown): WatchState {
  const state: unknown = JSON.parse(JSON.stringify(snapshot), (_, value: unknown) => mapOf(value) ?? value);
  if (!isState(state))
    throw new TypeError('This is no snapshot of a watch. Begin anew, and take the recorded lines again.');
  return state;
}

function mapOf(value: unknown): Map<unknown, unknown> | undefined {
  if (typeof value !== 'object' || value === null || !('#map' in value)) return undefined;
  return new Map(value['#map'] as [unknown, unknown][]);
}

function isState(value: unknown): value is WatchState {
  return typeof value === 'object' && value !== null && 'services' in value && value.services instanceof Map;
}
