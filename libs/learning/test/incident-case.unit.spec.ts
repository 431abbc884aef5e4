import { type DataOf, type EventOf, isEvent } from '@hormesis/events';
import { incidentCase } from '@hormesis/learning';
import { describe, expect, it } from 'vitest';
import { after, event } from './support/events.js';
import { deployed, errorWindows, story, storyEvents } from './support/story.js';

describe('an incident case', () => {
  it('holds the anomaly, the blamed change and how it reached users', () => {
    const change = deployed('checkout', 'production', { exposure: 25, preview: 'pr-12', testsRun: ['unit'] });
    expect(story({ change })).toMatchObject({
      service: 'checkout',
      environment: 'production',
      onset: after(0),
      detectedAt: after(61),
      endedAt: after(240),
      anomaly: { subject: 'anom-1' },
      change: { version: 'v413', exposure: 25, preview: 'pr-12', testsRun: ['unit'], probability: 0.94 },
    });
  });

  it('is the same in whatever order the events come', () => {
    const { events, windows } = storyEvents();
    const backwards = incidentCase('inc-7f3a', [...events].reverse(), [...windows].reverse());
    expect(backwards).toEqual(incidentCase('inc-7f3a', events, windows));
  });

  it('ends when the signal was good again, not when somebody closed it, nor when it was mitigated', () => {
    const { events } = storyEvents();
    const mitigated = event('incident.mitigated', 'inc-7f3a', after(90), {}, inIncident);
    expect(incidentCase('inc-7f3a', [...events, mitigated], []).endedAt).toBe(after(240));
    const cleared = event('anomaly.cleared', 'anom-1', after(200), of('checkout'));
    expect(incidentCase('inc-7f3a', [...events, mitigated, cleared], []).endedAt).toBe(after(200));
  });

  it('has no end while it is not resolved, or once it is open again', () => {
    const { events } = storyEvents();
    const cleared = event('anomaly.cleared', 'anom-1', after(200), of('checkout'));
    const unresolved = events.filter(({ name }) => name !== 'incident.resolved');
    expect(incidentCase('inc-7f3a', [...unresolved, cleared], []).endedAt).toBeUndefined();
    const reopened = event('incident.reopened', 'inc-7f3a', after(300), {}, inIncident);
    expect(incidentCase('inc-7f3a', [...events, cleared, reopened], []).endedAt).toBeUndefined();
  });

  it('ends with the last of its anomalies', () => {
    const { events } = storyEvents();
    const second = ranked('anom-2', [none(1)], 100);
    const detected = event('anomaly.detected', 'anom-2', after(99), {
      ...of('checkout'),
      metric: 'http.latency',
      onset: after(90),
      method: 'alertmanager',
      severity: 'warning',
    });
    const cleared = event('anomaly.cleared', 'anom-1', after(150), of('checkout'));
    const clearedToo = event('anomaly.cleared', 'anom-2', after(180), of('checkout'));
    const begun = [...events, detected, second, cleared];
    expect(incidentCase('inc-7f3a', begun, []).endedAt).toBe(after(240));
    expect(incidentCase('inc-7f3a', [...begun, clearedToo], []).endedAt).toBe(after(180));
  });

  it('takes no clearing of another service, nor of a later incident with the same anomaly', () => {
    const { events } = storyEvents();
    const elsewhere = event('anomaly.cleared', 'anom-1', after(100), of('payments'));
    const later = event(
      'incident.detected',
      'inc-later',
      after(400),
      { ...of('checkout'), anomaly: 'anom-1' },
      { correlationId: 'inc-later' },
    );
    const clearedLater = event('anomaly.cleared', 'anom-1', after(500), of('checkout'));
    const built = incidentCase('inc-7f3a', [...events, elsewhere, later, clearedLater], []);
    expect(built.endedAt).toBe(after(240));
    expect(built.events).not.toContain(elsewhere);
  });

  it('takes no anomaly of another service', () => {
    const { events } = storyEvents();
    const uncaused = events.map(({ causationId: _, ...rest }) => rest as EventOf);
    const elsewhere = event('anomaly.detected', 'anom-1', after(60.5), {
      ...of('payments'),
      metric: 'else',
      onset: after(-500),
      method: 'alertmanager',
      severity: 'info',
    });
    expect(incidentCase('inc-7f3a', [...uncaused, elsewhere], [])).toMatchObject({
      onset: after(0),
      anomaly: { data: { metric: 'http.errors' } },
    });
  });

  it('keeps to the change that was acted on when a second anomaly is ranked', () => {
    const { events } = storyEvents();
    const again = ranked('anom-2', [none(0.6)], 100);
    expect(incidentCase('inc-7f3a', [...events, again], []).change?.version).toBe('v413');

    const other = deployed('checkout', 'production', { version: 'v414' });
    const rankedOther = ranked('anom-2', [suspect(other.id, 0.9), none(0.1)], 100);
    const requested = event(
      'action.requested',
      'act-1',
      after(101),
      { ...of('checkout'), incident: 'inc-7f3a', target: kill, change: other.id, reason: 'r' },
      inIncident,
    );
    expect(incidentCase('inc-7f3a', [...events, other, rankedOther], []).change?.version).toBe('v413');
    const acted = incidentCase('inc-7f3a', [...events, other, rankedOther, requested], []);
    expect(acted.change?.version).toBe('v414');
  });

  it('finds the change by its source too, if the ranking names it', () => {
    const { events } = storyEvents();
    const [change] = events;
    const twin = { ...deployed('checkout', 'production', { version: 'v999' }), id: change?.id ?? '' };
    const foreign = { ...twin, source: '/aa-elsewhere' };
    const named = events.map((one) =>
      isEvent(one, 'attribution.ranked')
        ? { ...one, data: { ...one.data, candidates: one.data.candidates.map(ofTest) } }
        : one,
    );
    const built = incidentCase('inc-7f3a', [foreign, ...named] as EventOf[], []);
    expect(built.change?.version).toBe('v413');
  });

  it('knows no change when attribution says none', () => {
    expect(story({ blamesNothing: true })).toMatchObject({
      change: undefined,
      attribution: { top: { change: null } },
    });
  });

  it('leaves out other incidents, other services’ windows and types that are only kept', () => {
    const { events } = storyEvents();
    const other = event('incident.detected', 'inc-else', after(3), { environment: { id: 'production' } });
    const kept = { ...other, id: 'kept', name: 'com.example.thing.v1', correlationId: 'inc-7f3a' };
    const built = incidentCase('inc-7f3a', [...events, other, kept], errorWindows({ service: 'payments' }));
    expect(built.detected.subject).toBe('inc-7f3a');
    expect(built.windows).toEqual([]);
    expect(built.events.map(({ id }) => id)).not.toContain('kept');
  });

  it('cannot be built without the incident’s beginning', () => {
    expect(() => incidentCase('inc-7f3a', [], [])).toThrow(/do not hold its incident\.detected/);
  });
});

type Candidate = DataOf<'attribution.ranked'>['candidates'][number];

const inIncident = { correlationId: 'inc-7f3a' };
const kill = { kind: 'kill', flag: 'new-cart' } as const;

function of(service: string) {
  return { service: { id: service }, environment: { id: 'production' } };
}

function none(probability: number): Candidate {
  return { change: null, probability, evidence: [] };
}

function suspect(eventId: string, probability: number): Candidate {
  const change = {
    eventId,
    kind: 'deployment' as const,
    service: 'checkout',
    subject: 'checkout',
    summary: 'checkout v414 deployed',
    at: after(-20),
    reversible: true,
  };
  return { change, probability, evidence: [] };
}

function ofTest({ change, ...candidate }: Candidate) {
  return { ...candidate, change: change && { ...change, source: '/test' } };
}

function ranked(anomaly: string, candidates: Candidate[], seconds: number) {
  const data = { ...of('checkout'), anomaly, method: 'test', candidates };
  return event('attribution.ranked', 'inc-7f3a', after(seconds), data, inIncident);
}
