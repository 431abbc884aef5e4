import type { DataOf } from '@hormesis/events';
import type { IncidentCase } from './incident-case.js';

/** One request that failed, as the reporter saw it. */
export type FailingRequest = NonNullable<DataOf<'anomaly.detected'>['failingRequest']>;

/** A failing request and the event that tells of it. */
export type Exemplar = { request: FailingRequest; reportedBy: string };

/** The failing requests of all anomalies of the incident, each once, in the order in which they were reported. */
export function exemplarsOf({ anomalies, service }: IncidentCase): Exemplar[] {
  const found = new Map<string, Exemplar>();
  for (const { id, data } of anomalies) {
    if (!data.failingRequest) continue;
    const elsewhere = data.service.id === service ? undefined : data.service.id;
    const request =
      elsewhere !== undefined && data.failingRequest.callee === undefined
        ? { ...data.failingRequest, callee: elsewhere }
        : data.failingRequest;
    const key = JSON.stringify([
      request.callee ?? null,
      request.method,
      request.path,
      request.status ?? null,
    ]);
    if (!found.has(key)) found.set(key, { request, reportedBy: id });
  }
  return [...found.values()];
}
