import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { count, observe, record } from '../src/metrics/instruments.js';
import { startTelemetry } from '../src/start-telemetry.js';
import { type Observed, startObserved } from './helpers.js';

let observed: Observed;
beforeEach(() => {
  observed = startObserved();
});
afterEach(() => observed.shutdown());

describe('metrics', () => {
  it('can be scraped in Prometheus text', async () => {
    count('hormesis.intake.events', 3, { outcome: 'stored' });
    record('hormesis.action.duration', 0.0042, { action: 'kill', outcome: 'completed' });
    const text = await observed.renderMetrics();
    expect(text).toContain('hormesis_intake_events_total{outcome="stored"} 3');
    expect(text).toContain(
      'hormesis_action_duration_seconds_bucket{action="kill",outcome="completed",le="0.005"} 1',
    );
    expect(text).toContain('target_info{');
    expect(text).toContain('service_name="hormesis-test"');
  });

  it('have gauges that are read at each scrape', async () => {
    let behind = 7;
    const end = observe('hormesis.projection.behind', () => [
      { value: behind, attributes: { projection: 'incident' } },
    ]);
    expect(await observed.renderMetrics()).toContain('hormesis_projection_behind{projection="incident"} 7');
    behind = 0;
    expect(await observed.renderMetrics()).toContain('hormesis_projection_behind{projection="incident"} 0');
    end();
  });

  it('tell of the process itself', async () => {
    const text = await observed.renderMetrics();
    for (const name of [
      'nodejs_eventloop_delay_p99_seconds',
      'nodejs_eventloop_utilization_ratio',
      'process_memory_usage_bytes',
      'v8js_memory_heap_used_bytes',
    ]) {
      expect(text).toMatch(new RegExp(`^${name} [\\d.e-]+`, 'm'));
    }
  });

  it('are started once in a process', () => {
    expect(startTelemetry({ service: 'another', version: '1' }).renderMetrics).toBe(observed.renderMetrics);
  });
});
