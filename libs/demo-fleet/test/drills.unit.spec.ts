import { describe, expect, it } from 'vitest';
import type { DrillRequest } from '../src/drills/drill-request.js';
import { injectDrill, stopDrill } from '../src/drills/inject-drill.js';
import { services } from '../src/fleet/cast.js';
import { Random } from '../src/fleet/random.js';
import { endFaultIfOver } from '../src/live/end-fault.js';
import type { Fleet } from '../src/live/fleet.js';
import { measureWindow } from '../src/live/measure-window.js';
import { initialState } from '../src/live/service-state.js';

const request: DrillRequest = {
  drill: 'drl-1',
  service: 'checkout',
  environment: 'production',
  failure: 'errors',
  intensity: 0.3,
  seconds: 120,
};

function start({ flagIsOn = false } = {}) {
  const sent: unknown[] = [];
  const client = { isOn: async () => flagIsOn, post: async (...call: unknown[]) => void sent.push(call) };
  const states = services.map((service) => initialState(service, 100));
  const fleet = { states, client, random: new Random(1), pace: 1 } as unknown as Fleet;
  const done = new Set<string>();
  const checkout = states.find(({ service }) => service.name === 'checkout');
  if (!checkout) throw new Error('no checkout');
  const measured = () => {
    const { parts } = measureWindow(checkout, new Date(), 10_000, new Random(2));
    return parts.map(({ cohort, total, bad, percentiles }) => ({ cohort, total, bad, percentiles }));
  };
  return {
    checkout,
    sent,
    measured,
    inject: (more: Partial<DrillRequest> = {}) => injectDrill(fleet, { ...request, ...more }, done),
    stop: (drill = 'drl-1') => stopDrill(fleet, drill, done),
    passes: (seconds: number) => endFaultIfOver(checkout, fleet, new Date(Date.now() + seconds * 1_000)),
  };
}

describe('a drill', () => {
  it('lets a share of the requests fail until it is stopped', async () => {
    const { inject, stop, measured } = start();
    expect(await inject()).toEqual({ status: 'running', detail: 'errors for everybody, at most 120 s' });
    const [all] = measured();
    expect((all?.bad ?? 0) / (all?.total ?? 1)).toBeGreaterThan(0.2);
    expect(stop()).toMatchObject({ status: 'completed', detail: 'checkout is well again' });
    expect(measured()[0]?.bad).toBeLessThan(10);
  });

  it('is over by itself when its time is, and nobody repairs anything', async () => {
    const { inject, passes, checkout, sent } = start({ flagIsOn: true });
    await inject({ change: 'flag' });
    await passes(119);
    expect(checkout.fault).toBeDefined();
    await passes(121);
    expect(checkout.fault).toBeUndefined();
    expect(sent).toEqual([]);
  });

  it('begins once, and not again when it is over', async () => {
    const { inject, stop, checkout } = start();
    await inject();
    expect(await inject()).toEqual({ status: 'running' });
    stop();
    expect(await inject()).toMatchObject({ status: 'completed' });
    expect(checkout.fault).toBeUndefined();
  });

  it('that was stopped before it began does not begin', async () => {
    const { inject, stop } = start();
    expect(stop()).toMatchObject({ status: 'completed' });
    expect(await inject()).toMatchObject({ status: 'completed' });
  });

  it('of a flag hits those with the variant, and ends with the flag', async () => {
    const { inject, measured } = start({ flagIsOn: true });
    expect(await inject({ change: 'flag' })).toMatchObject({
      detail: expect.stringContaining('checkout-express-pay'),
    });
    const [on, off] = measured();
    expect(on?.cohort).toBe('flag:checkout-express-pay=on');
    expect(on?.bad).toBeGreaterThan(30);
    expect(off?.bad).toBeLessThan(10);
    const { inject: again, passes, checkout } = start({ flagIsOn: false });
    expect(await again({ change: 'flag' })).toMatchObject({ detail: expect.stringContaining('everybody') });
    await passes(5);
    expect(checkout.fault).toBeDefined();
  });

  it.each([
    ['latency', 0.3, ({ p95, p50 }: { p95: number; p50: number }) => p95 / p50 > 4],
    ['silence', 1, () => true],
  ])('of %s is seen as such', async (failure, intensity, fits) => {
    const { inject, measured } = start();
    await inject({ failure, intensity });
    const [all] = measured();
    expect(fits(all?.percentiles ?? { p95: 0, p50: 1 })).toBe(true);
    expect(all?.total === 0).toBe(failure === 'silence');
  });

  it('is refused where there is trouble already, and where there is no such service', async () => {
    const { inject } = start();
    await inject({ drill: 'drl-0' });
    expect(await inject()).toMatchObject({ status: 'refused', detail: expect.stringContaining('trouble') });
    expect(await inject({ service: 'theirs' })).toMatchObject({ status: 'refused' });
    expect(await inject({ environment: 'staging' })).toMatchObject({ status: 'refused' });
  });
});
