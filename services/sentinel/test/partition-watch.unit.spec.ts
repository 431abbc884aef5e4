import { type EventOf, stateEvent } from '@hormesis/events';
import { describe, expect, it } from 'vitest';
import { RecentSteps } from '../src/know-changes/recent-steps.js';
import { PartitionWatch } from '../src/watch-signals/partition-watch.js';

const start = Date.UTC(2026, 0, 1);
const hour = 60 * 60_000;

function window(environment: string, at: number): EventOf<'signal.measured'> {
  const time = new Date(at).toISOString();
  const data = {
    service: { id: 'checkout' },
    environment: { id: environment },
    metric: 'http.errors',
    cohort: 'all',
    start: new Date(at - 1_000).toISOString(),
    durationMs: 1_000,
    total: 50,
    bad: 0,
  };
  return stateEvent(
    { name: 'signal.measured', subject: 'checkout', data },
    { source: '/test', time, recordedTime: time },
  );
}

describe('what the sentinel keeps of environments', () => {
  it('is nothing of one that was silent for a day, so that previews cost no memory for ever', () => {
    const watch = new PartitionWatch(new RecentSteps(), { falseAlarms: 0.01, perMs: 30 * 60_000 });
    for (const name of ['production', 'preview-1', 'preview-2']) watch.take(window(name, start), true);
    expect(watch.environments).toHaveLength(3);
    watch.take(window('production', start + 23 * hour), true);
    watch.tick(start + 23 * hour);
    expect(watch.environments).toHaveLength(3);
    watch.tick(start + 25 * hour);
    expect(watch.environments).toEqual(['production']);
  });
});
