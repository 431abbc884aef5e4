import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type Event, environmentOf, serviceOf } from '@hormesis/events';
import { describe, expect, it } from 'vitest';
import { firstEvents } from '../src/traffic/traffic.js';

const run = promisify(execFile);

type Step = { eventsPerSecond: number; eventsPerSecondFromFirstBatch: number };

async function measure(name: string, ...options: string[]) {
  const program = fileURLToPath(new URL(`../dist/${name}.bench.js`, import.meta.url));
  const { stdout } = await run(process.execPath, [program, '--json', ...options]);
  return JSON.parse(stdout);
}

/** In how many places something runs after so many events, those sent twice counted once. */
function placesAmongFirst(count: number): number {
  const events = new Map<string, Event>();
  for (const event of firstEvents(2 * count)) {
    if (events.size < count) events.set(`${event.source} ${event.id}`, event);
  }
  const steps = [...events.values()].filter(({ name }) =>
    /^service\.(deployed|upgraded|rolledback)$/.test(name),
  );
  return new Set(steps.map((event) => `${serviceOf(event)} ${environmentOf(event)}`)).size;
}

const whole = ['live', 'rebuild', 'unnest', 'copy', 'plain', 'live-all'];
const narrow = ['live-narrow', 'unnest-narrow'];

describe('the benchmarks of projections', () => {
  it.each([
    { log: 'postgres', resent: 0 },
    { log: 'kafka', resent: 1 },
  ])(
    'leave the same rows by every way, and set the product against each, on $log',
    {
      timeout: 240_000,
    },
    async ({ log, resent }) => {
      const events = 3_000;
      const options = ['--log', log, '--events', `${events}`, '--plain-events', `${events}`];
      const { results } = await measure('projection', ...options);
      const [{ filled, runs, ratios }] = results;
      expect(filled.events).toBe(events);
      expect(filled.events > filled.distinct).toBe(resent > 0);
      const places = placesAmongFirst(filled.distinct);
      for (const name of whole) {
        const rows = { timeline_entry: filled.distinct, deployment_state: places };
        expect({ name, ...runs[name] }).toMatchObject({ name, rows, events });
      }
      for (const name of narrow) {
        expect({ name, rows: runs[name].rows }).toEqual({ name, rows: { deployment_state: places } });
        expect(runs[name].events).toBe(runs['live-narrow'].events);
        expect(runs[name].events).toBeLessThan(events);
      }
      for (const pair of ['live / unnest', 'rebuild / copy', 'live-narrow / unnest-narrow']) {
        const [product, floor] = pair.split(' / ').map((name) => runs[name]);
        expect(ratios[pair].rate).toBeCloseTo(product.eventsPerSecond / floor.eventsPerSecond, 1);
      }
    },
  );

  it('rebuild at each size what stands on the log by then', { timeout: 180_000 }, async () => {
    const { steps } = await measure('scale', '--sizes', '1000,4000');
    expect(Object.entries(steps)).toMatchObject([
      ['1000', { events: 1_000, rows: { timeline_entry: 1_000 } }],
      ['4000', { events: 4_000, rows: { timeline_entry: 4_000 } }],
    ]);
    for (const { eventsPerSecond, eventsPerSecondFromFirstBatch } of Object.values<Step>(steps))
      expect(eventsPerSecondFromFirstBatch).toBeGreaterThan(eventsPerSecond / 2);
  });
});
