import { afterEach, describe, expect, it } from 'vitest';
import { humanLine } from '../src/logging/human-lines.js';
import { createLogger } from '../src/logging/logger.js';
import { withSpan } from '../src/tracing/with-span.js';
import { type Observed, startObserved } from './helpers.js';

let observed: Observed | undefined;
afterEach(() => observed?.shutdown());

function written(env: Record<string, string> = {}) {
  const lines: string[] = [];
  const log = createLogger({ write: (line) => void lines.push(line) }, env).child({ name: 'guardian' });
  return { log, lines };
}

describe('a logger', () => {
  it('writes one JSON object a line, with level and time as words', () => {
    const { log, lines } = written();
    log.info({ incident: 'inc-1' }, 'opened');
    expect(JSON.parse(lines[0] ?? '')).toEqual({
      level: 'info',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      name: 'guardian',
      incident: 'inc-1',
      msg: 'opened',
    });
  });

  it('writes the ids of the active trace', async () => {
    observed = startObserved();
    const { log, lines } = written();
    await withSpan('work', {}, async () => log.warn('slow'));
    const { traceId, spanId } = observed.span('work').spanContext();
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ trace_id: traceId, span_id: spanId });
  });

  it('keeps to HORMESIS_LOG_LEVEL, and to info where that is no level', () => {
    const quiet = written({ HORMESIS_LOG_LEVEL: 'warn' });
    quiet.log.info('not this');
    quiet.log.warn('this');
    expect(quiet.lines).toHaveLength(1);
    const odd = written({ HORMESIS_LOG_LEVEL: 'loud' });
    odd.log.debug('not this');
    odd.log.info('this');
    expect(odd.lines).toHaveLength(1);
  });
});

describe('a line for a person', () => {
  it('is short: time, mark, name, message, details', () => {
    const { log, lines } = written();
    log.warn({ status: 503, err: new Error('no route') }, 'webhook failed');
    expect(humanLine(lines[0] ?? '')).toMatch(
      /^\d\d:\d\d:\d\d ! guardian {2}webhook failed: no route {2}status=503$/,
    );
  });
});
