import { describe, expect, it } from 'vitest';
import { comesBack, incidentIdOf, laterIncidentIdOf } from '../src/watch-anomalies/incident-ids.js';
import { timeOfLate, toldIn } from '../src/watch-anomalies/lateness.js';

const now = new Date('2026-11-16T10:00:00.000Z');
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000).toISOString();

describe('an anomaly that is told late', () => {
  it('is acted on in time, recommended later, and only written down as history', () => {
    expect(toldIn(ago(1), now)).toBe('in-time');
    expect(toldIn(ago(20), now)).toBe('late');
    expect(toldIn(ago(25 * 60), now)).toBe('history');
  });

  it('is dated when it happened', () => {
    expect(timeOfLate(ago(1), now)).toEqual({});
    expect(timeOfLate(ago(60), now)).toEqual({ time: ago(60) });
  });
});

describe('the incident of an anomaly', () => {
  const anomaly = { source: '/alertmanager', subject: 'anm-1', id: 'event-1' };

  it('has an id that follows from the anomaly', () => {
    expect(incidentIdOf(anomaly)).toMatch(/^inc-[0-9a-f]{8}$/);
    expect(incidentIdOf({ ...anomaly })).toBe(incidentIdOf(anomaly));
    expect(incidentIdOf({ ...anomaly, source: '/other' })).not.toBe(incidentIdOf(anomaly));
    expect(laterIncidentIdOf(anomaly)).not.toBe(incidentIdOf(anomaly));
  });

  it('is the same one when it comes back within the hour', () => {
    expect(comesBack(ago(59), now.toISOString())).toBe(true);
    expect(comesBack(ago(61), now.toISOString())).toBe(false);
    expect(comesBack(undefined, now.toISOString())).toBe(false);
  });
});
