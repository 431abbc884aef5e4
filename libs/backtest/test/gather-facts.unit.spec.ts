import { gatherFacts } from '@hormesis/backtest';
import { type DataOf, type Event, type EventName, type StatementOf, stateEvent } from '@hormesis/events';
import { describe, expect, it } from 'vitest';
import { at } from './past.js';

function happened<Name extends EventName>(
  name: Name,
  subject: string,
  time: number,
  data: DataOf<Name>,
  envelope: { correlationId?: string; causationId?: string } = {},
): Event {
  const statement = { name, subject, data } as unknown as StatementOf;
  return stateEvent(statement, { source: '/test', time: new Date(time).toISOString(), ...envelope });
}

const where = { service: { id: 'checkout' }, environment: { id: 'production' } };
const deployed = (version: string, time: number, exposure?: number) =>
  happened('service.deployed', 'checkout', time, {
    environment: { id: 'production' },
    artifactId: `pkg:oci/checkout@${version}`,
    version,
    ...(exposure === undefined ? {} : { exposure }),
  });

describe('gathering what happened', () => {
  it('makes one change of the steps of a rollout, until it is replaced', () => {
    const { changes } = gatherFacts([
      deployed('v2', at(1, 60), 100),
      deployed('v1', at(0)),
      deployed('v2', at(1), 10),
    ]);
    expect(changes.map(({ version, steps }) => [version, steps.map(({ exposure }) => exposure)])).toEqual([
      ['v1', [100, 0]],
      ['v2', [10, 100]],
    ]);
  });

  it('keeps ramps of a flag apart that had an end between them', () => {
    const ramped = (time: number, percentage: number) =>
      happened('featureflag.ramped', 'new-cart', time, {
        service: { id: 'checkout' },
        variant: 'on',
        percentage,
      });
    const { changes } = gatherFacts([
      ramped(at(0), 10),
      ramped(at(0, 10), 0),
      ramped(at(1), 25),
      ramped(at(1, 10), 100),
    ]);
    expect(changes.map(({ steps }) => steps.map(({ exposure }) => exposure))).toEqual([
      [10, 0],
      [25, 100],
    ]);
  });

  it('tells of an incident what it was, who was blamed and when it stopped', () => {
    const bad = deployed('v7', at(2));
    const anomaly = happened('anomaly.detected', 'anom-1', at(2, 5), {
      ...where,
      metric: 'http.errors',
      onset: new Date(at(2, 1)).toISOString(),
      method: 'threshold',
      severity: 'critical',
      failingRequest: { method: 'GET', path: '/basket' },
    });
    const own = { correlationId: 'inc-1' };
    const candidate = {
      change: {
        eventId: bad.id,
        kind: 'deployment' as const,
        service: 'checkout',
        subject: 'checkout',
        summary: 'v7',
        at: bad.time,
        reversible: true,
      },
      probability: 0.9,
      evidence: [],
    };
    const target = { kind: 'rollback' as const, service: 'checkout', environment: 'production' };
    const { incidents, changes } = gatherFacts([
      bad,
      anomaly,
      happened(
        'incident.detected',
        'inc-1',
        at(2, 5),
        { ...where, anomaly: 'anom-1' },
        { ...own, causationId: anomaly.id },
      ),
      happened(
        'attribution.ranked',
        'inc-1',
        at(2, 5),
        { ...where, anomaly: 'anom-1', method: 'posterior', candidates: [candidate] },
        own,
      ),
      happened(
        'action.completed',
        'act-1',
        at(2, 9),
        { ...where, incident: 'inc-1', target, durationMs: 120 },
        own,
      ),
      happened('incident.resolved', 'inc-1', at(2, 30), where, own),
    ]);
    expect(incidents).toEqual([
      {
        id: 'inc-1',
        service: 'checkout',
        environment: 'production',
        confirmed: true,
        fingerprint: null,
        metric: 'http.errors',
        onset: at(2, 1),
        detectedAt: at(2, 5),
        stoppedAt: at(2, 9),
        endedAt: at(2, 30),
        change: { id: bad.id, at: at(2) },
        exposedUserSeconds: null,
        requests: [{ method: 'GET', path: '/basket' }],
      },
    ]);
    expect(changes[0]).toMatchObject({ id: bad.id, incident: 'inc-1' });
  });

  it('takes what only a guard told of for no incident, until something else says that it is one', () => {
    const anomaly = happened('anomaly.detected', 'anom-1', at(2), {
      ...where,
      metric: 'http.errors',
      onset: new Date(at(2)).toISOString(),
      method: 'guard',
      guard: 'pro-1',
      severity: 'critical',
    });
    const own = { correlationId: 'inc-1' };
    const detected = { ...where, anomaly: 'anom-1' };
    const opened = [
      anomaly,
      happened('incident.detected', 'inc-1', at(2), detected, { ...own, causationId: anomaly.id }),
      happened('incident.resolved', 'inc-1', at(2, 30), where, own),
    ];
    const confirmed = (...more: Event[]) => gatherFacts([...opened, ...more]).incidents[0]?.confirmed;
    expect(confirmed()).toBe(false);
    const recovered = { ...where, action: 'act-1', seconds: 20, evidence: [] };
    const well = (method: string) =>
      happened('incident.recovered', 'inc-1', at(2, 9), { ...recovered, method }, own);
    expect(confirmed(well('anomaly-cleared'))).toBe(false);
    expect(confirmed(well('reverse-test/1'))).toBe(true);
  });
});
