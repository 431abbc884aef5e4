import { startTelemetry } from '@hormesis/telemetry';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { happened, startLearning } from './start-learning.js';

let telemetry: ReturnType<typeof startTelemetry>;
let learning: Awaited<ReturnType<typeof startLearning>>;
beforeAll(async () => {
  telemetry = startTelemetry({ service: 'test', version: '0.0.0' });
  learning = await startLearning();
});
afterAll(async () => {
  await learning.stop();
  await telemetry.shutdown();
});

describe('/metrics', () => {
  it('shows recorded signals as the series that proposed alerts ask for', async () => {
    for (const [total, bad] of [
      [500, 4],
      [480, 150],
    ] as const) {
      await learning.append(
        happened('signal.measured', 'checkout', new Date().toISOString(), {
          service: { id: 'checkout' },
          environment: { id: 'production' },
          metric: 'http.errors',
          cohort: 'all',
          start: new Date(Date.now() - total * 1000).toISOString(),
          durationMs: 10_000,
          total,
          bad,
          latency: { count: total, sumMs: total * 80, le: { '50': bad, '250': total } },
        }),
      );
    }
    const series = '{service="checkout",environment="production",metric="http.errors",cohort="all"}';
    const metrics = async () => (await fetch(`${learning.url()}/metrics`)).text();
    await expect.poll(metrics, { timeout: 10_000 }).toContain(`hormesis_signal_requests_total${series} 980`);
    expect(await metrics()).toContain(`hormesis_signal_bad_total${series} 154`);
    const bucket = (le: string) =>
      `hormesis_signal_latency_seconds_bucket{service="checkout",environment="production",metric="http.errors",cohort="all",le="${le}"}`;
    const shown = await metrics();
    expect(shown).toContain(`${bucket('0.05')} 154`);
    expect(shown).toContain(`${bucket('+Inf')} 980`);
    expect(shown).toContain(`hormesis_signal_latency_seconds_count${series} 980`);
    expect(shown).toContain(`hormesis_signal_latency_seconds_sum${series} 78.4`);
  });
});
