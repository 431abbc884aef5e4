import { isRefusal } from '@hormesis/decider';
import { type EventOf, stateEvent } from '@hormesis/events';
import {
  type Drill,
  type DrillOrder,
  type DrillStatement,
  drillAt,
  drillDecider,
  drillEndsBy,
  drillUnderWay,
  endDrill,
  requestDrill,
  startDrill,
} from '@hormesis/learning';
import { describe, expect, it } from 'vitest';

const order: DrillOrder = {
  service: { id: 'checkout' },
  environment: { id: 'production' },
  fingerprint: 'fp',
  incident: 'inc-1',
  failure: 'errors',
  metric: 'http.errors',
  change: 'deployment',
  seconds: 120,
  intensity: 0.3,
};
const place = { service: order.service, environment: order.environment };
const began = '2026-11-23T10:00:00.000Z';

/** The drill after these decisions, each carried out at `began`. */
function after(...decisions: ((drill: Drill) => ReturnType<typeof endDrill>)[]): Drill {
  return decisions.reduce((drill, decide) => {
    const decision = decide(drill);
    if (isRefusal(decision)) throw new Error(decision.because);
    return decision.reduce(
      (state, statement) =>
        drillDecider.evolve(
          state,
          stateEvent(statement, { source: '/t', time: began }) as EventOf<DrillStatement['name']>,
        ),
      drill,
    );
  }, drillDecider.initial('drl-1'));
}
const requested = (drill: Drill) => requestDrill(drill, order);
const started = (drill: Drill) => startDrill(drill, { injector: 'http://injector', at: began });
const ended = (drill: Drill) => endDrill(drill, { outcome: 'finished', reason: 'After 120 s.' });

describe('a drill', () => {
  it('is asked for once, begins once and ends once', () => {
    expect(requested(after())).toEqual([{ name: 'drill.requested', subject: 'drl-1', data: order }]);
    expect(requested(after(requested))).toEqual([]);
    expect(started(after(requested))).toMatchObject([
      { name: 'drill.started', data: { ...place, injector: 'http://injector', at: began } },
    ]);
    expect(started(after(requested, started))).toEqual([]);
    expect(ended(after(requested, started))).toEqual([
      {
        name: 'drill.ended',
        subject: 'drl-1',
        data: { ...place, outcome: 'finished', reason: 'After 120 s.' },
      },
    ]);
    expect(ended(after(requested, started, ended))).toEqual([]);
  });

  it('that has ended before it began does not begin', () => {
    expect(started(after(requested, ended))).toEqual([]);
    expect(after(requested, ended)).toMatchObject({ phase: 'ended', outcome: 'finished' });
  });

  it('that nobody asked for is refused', () => {
    expect(started(after())).toMatchObject({ refused: 'drill-not-found' });
    expect(ended(after())).toMatchObject({ refused: 'drill-not-found' });
  });

  it('must be over when its seconds are', () => {
    const running = after(requested, started);
    expect(running.phase === 'running' && drillEndsBy(running)).toBe(Date.parse(began) + 120_000);
  });
});

describe('the drill behind something', () => {
  const span = {
    id: 'drl-1',
    service: 'checkout',
    environment: 'production',
    startedAt: began,
    endedAt: '2026-11-23T10:02:00.000Z',
  };
  const at = (seconds: number) => new Date(Date.parse(began) + seconds * 1_000).toISOString();

  it('is the one that ran there then, or just before', () => {
    for (const seconds of [-10, 0, 60, 150]) {
      expect(drillAt([span], { service: 'checkout', environment: 'production' }, at(seconds))).toBe(span);
    }
    expect(drillAt([span], { service: 'checkout', environment: null }, at(60))).toBe(span);
    expect(drillAt([{ ...span, endedAt: null }], { service: 'checkout' }, at(3_000))?.id).toBe('drl-1');
  });

  it('is none elsewhere, before or long after', () => {
    expect(drillAt([span], { service: 'payments', environment: 'production' }, at(60))).toBeUndefined();
    expect(drillAt([span], { service: 'checkout', environment: 'staging' }, at(60))).toBeUndefined();
    expect(drillAt([span], { service: 'checkout', environment: 'production' }, at(-20))).toBeUndefined();
    expect(drillAt([span], { service: 'checkout', environment: 'production' }, at(190))).toBeUndefined();
  });

  it('is the newest of several', () => {
    const next = { ...span, id: 'drl-2', startedAt: at(130), endedAt: null };
    expect(drillAt([next, span], { service: 'checkout' }, at(140))?.id).toBe('drl-2');
  });
});

describe('what a drill may be behind', () => {
  const at = (seconds: number) => new Date(Date.parse(began) + seconds * 1_000).toISOString();
  const here = { service: 'checkout', environment: 'production' };
  const felt = (drill: Drill, seconds: number, place: Parameters<typeof drillUnderWay>[1] = here) =>
    drillUnderWay([drillDecider.initial('drl-0'), drill], place, at(seconds));

  it('is what is felt there from its start until a minute after its end', () => {
    const over = after(requested, started, ended);
    expect(felt(over, -16)).toBeUndefined();
    expect(felt(over, 0)).toEqual({ id: 'drl-1', isOver: false });
    expect(felt(over, 60)).toEqual({ id: 'drl-1', isOver: true });
    expect(felt(over, 61)).toBeUndefined();
    expect(felt(over, 0, { ...here, service: 'cart' })).toBeUndefined();
    expect(felt(over, 0, { ...here, environment: 'staging' })).toBeUndefined();
    expect(felt(over, 0, { ...here, environment: null })).toMatchObject({ id: 'drl-1' });
  });

  it('is over when its time is up, though nobody says so, and may have begun before somebody did', () => {
    expect(felt(after(requested, started), 119)).toEqual({ id: 'drl-1', isOver: false });
    expect(felt(after(requested, started), 181)).toBeUndefined();
    expect(felt(after(requested), 30)).toMatchObject({ id: 'drl-1' });
    expect(felt(after(requested), 61)).toBeUndefined();
    const neverBegun = (drill: Drill) => endDrill(drill, { outcome: 'failed', reason: 'Refused.' });
    expect(felt(after(requested, neverBegun), 1)).toBeUndefined();
  });
});
