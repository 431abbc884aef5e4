import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { injectTrace, linkTo, spanContextOf, traceparentOf } from '../src/tracing/trace-context.js';
import { withSpan } from '../src/tracing/with-span.js';
import { event, type Observed, startObserved } from './helpers.js';

let observed: Observed | undefined;
afterEach(() => observed?.shutdown());

describe('the trace of an event', () => {
  it('is the active one, unless it has one', async () => {
    observed = startObserved();
    await withSpan('work', {}, async (span) => {
      expect(injectTrace(event()).traceparent).toBe(traceparentOf(span));
      expect(injectTrace(event({ traceparent: '00-a-b-01' })).traceparent).toBe('00-a-b-01');
    });
    expect(injectTrace(event())).not.toHaveProperty('traceparent');
  });

  it('goes on with ids when nobody records spans', async () => {
    const { startTelemetry } = await import('../src/start-telemetry.js');
    const telemetry = startTelemetry({ service: 's', version: '1', env: {} });
    await withSpan('work', {}, async (span) => {
      expect(span.isRecording()).toBe(false);
      expect(injectTrace(event()).traceparent).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-00$/);
    });
    await telemetry.shutdown();
  });

  it('can be linked to when it is well formed, and only then', () => {
    expect(linkTo(event())).toBeUndefined();
    expect(linkTo(event({ traceparent: 'nonsense' }))).toBeUndefined();
    expect(linkTo(event({ traceparent: `00-${'0'.repeat(32)}-${'1'.repeat(16)}-01` }))).toBeUndefined();
    const hex = (length: number) => fc.stringMatching(new RegExp(`^[0-9a-f]{${length - 1}}[1-9a-f]$`));
    fc.assert(
      fc.property(hex(32), hex(16), fc.boolean(), (traceId, spanId, sampled) => {
        const context = spanContextOf(`00-${traceId}-${spanId}-0${Number(sampled)}`);
        expect(context).toMatchObject({ traceId, spanId, traceFlags: Number(sampled) });
      }),
    );
  });
});
