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

  it('ends when the signal was good again, not when somebody closed it', () => {
    const { events } = storyEvents();
    const mitigated = event('incident.mitigated', 'inc-7f3a', after(90), {}, { correlationId: 'inc-7f3a' });
    expect(incidentCase('inc-7f3a', [...events, mitigated], []).endedAt).toBe(after(90));
    const of = { service: { id: 'checkout' }, environment: { id: 'production' } };
    const cleared = event('anomaly.cleared', 'anom-1', after(200), of);
    expect(incidentCase('inc-7f3a', [...events, mitigated, cleared], []).endedAt).toBe(after(200));
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
