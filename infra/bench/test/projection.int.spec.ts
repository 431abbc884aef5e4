import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type Event, environmentOf, serviceOf } from '@hormesis/events';
import { describe, expect, it } from 'vitest';
import { firstEvents } from '../src/traffic/traffic.js';

const run = promisify(execFile);

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

describe('the benchmarks of projections', () => {
  it('leave the same rows by every way, and set the product against each', { timeout: 180_000 }, async () => {
    const { results } = await measure(
      'projection',
      '--log',
      'postgres',
      '--events',
      '3000',
      '--plain-events',
      '3000',
    );
    const [{ filled, runs, ratios }] = results;
    expect(filled).toMatchObject({ events: 3_000, distinct: 3_000 });
    const rows = { timeline: 3_000, deployments: placesAmongFirst(3_000) };
    for (const name of ['live', 'rebuild', 'unnest', 'copy', 'plain']) {
      expect({ name, rows: runs[name].rows, events: runs[name].events }).toEqual({
        name,
        rows,
        events: 3_000,
      });
    }
    expect(Object.keys(ratios)).toEqual(
      expect.arrayContaining(['live / unnest', 'live / copy', 'live / plain', 'rebuild / unnest']),
    );
  });

  it('rebuild at each size what stands on the log by then', { timeout: 180_000 }, async () => {
    const { steps } = await measure('scale', '--sizes', '1000,4000');
    expect(Object.entries(steps)).toMatchObject([
      ['1000', { events: 1_000, rows: { timeline: 1_000 } }],
      ['4000', { events: 4_000, rows: { timeline: 4_000 } }],
    ]);
  });
});
