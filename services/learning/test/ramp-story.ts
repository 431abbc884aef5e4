import { happened } from './start-learning.js';

const onset = Date.parse('2026-11-18T10:10:00Z');
/** So many seconds after the onset. */
export const at = (seconds: number) => new Date(onset + seconds * 1000).toISOString();
export const of = (service: string) => ({ service: { id: service }, environment: { id: 'production' } });

/** A ramp of a flag that goes wrong, as others tell it. */
export function story(service: string, incident: string) {
  const inIncident = { correlationId: incident };
  const flag = `${service}-cache`;
  const ramped = happened('featureflag.ramped', flag, at(-20), {
    ...of(service),
    variant: 'on',
    percentage: 25,
  });
  const anomaly = happened('anomaly.detected', `anom-${incident}`, at(120), {
    ...of(service),
    metric: 'http.errors',
    onset: at(0),
    method: 'alertmanager',
    severity: 'critical',
    failingRequest: {
      method: 'GET',
      path: '/basket',
      headers: { authorization: 'Bearer s3cret' },
      status: 500,
      expectedStatus: 200,
    },
  });
  const windows = Array.from({ length: 60 }, (_, index) =>
    happened('signal.measured', service, at((index - 40) * 10 + 10), {
      ...of(service),
      metric: 'http.errors',
      cohort: 'all',
      start: at((index - 40) * 10),
      durationMs: 10_000,
      total: 500,
      bad: index < 40 ? 4 : 150,
    }),
  );
  const candidate = {
    change: {
      eventId: ramped.id,
      kind: 'flag' as const,
      service,
      subject: flag,
      summary: `${flag} to 25 %`,
      at: at(-20),
      reversible: true,
    },
    probability: 0.95,
    evidence: ['It began 20 s before the onset.'],
  };
  return {
    windows,
    before: [
      happened('featureflag.defined', flag, at(-90_000), {
        ...of(service),
        definition: { state: 'ENABLED', variants: { on: true, off: false }, defaultVariant: 'off' },
      }),
      ramped,
      anomaly,
      happened(
        'incident.detected',
        incident,
        at(121),
        { ...of(service), anomaly: `anom-${incident}`, severity: 'critical', onset: at(0) },
        { ...inIncident, causationId: anomaly.id },
      ),
      happened(
        'attribution.ranked',
        incident,
        at(121),
        { ...of(service), anomaly: `anom-${incident}`, method: 'recency', candidates: [candidate] },
        inIncident,
      ),
    ],
    resolved: happened('incident.resolved', incident, at(200), of(service), inIncident),
  };
}
