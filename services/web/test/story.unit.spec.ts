import type { TimelineEntry } from '@hormesis/api';
import { describe, expect, it } from 'vitest';
import { causality, causesOf, effectsOf } from '../src/timeline/causality.js';
import { filterEntries } from '../src/timeline/filter-entries.js';
import { incidentTimeline } from './mock/timeline-fixtures.js';

const entries = incidentTimeline(Date.UTC(2026, 10, 16, 12));
const known = causality(entries);
const of = (id: string) => known.byId.get(id) as TimelineEntry;
const ids = (found: readonly TimelineEntry[]) => found.map(({ eventId }) => eventId);

describe('causes and effects', () => {
  it('lead from the first cause to the entry', () => {
    expect(ids(causesOf(known, of('evt-recommended')))).toEqual(['evt-anomaly', 'evt-ranked']);
  });

  it('lead from the entry to all that followed from it, with their depth', () => {
    expect(
      effectsOf(known, of('evt-anomaly'))
        .map(({ entry, depth }) => [entry.eventId, depth])
        .sort(),
    ).toEqual([
      ['evt-note', 2],
      ['evt-opened', 1],
      ['evt-ranked', 1],
      ['evt-recommended', 2],
    ]);
  });

  it('end where a chain bites its tail, and where a cause is not loaded', () => {
    const loop = causality([
      { ...of('evt-deploy'), eventId: 'a', causationId: 'b' },
      { ...of('evt-deploy'), eventId: 'b', causationId: 'a' },
      { ...of('evt-deploy'), eventId: 'c', causationId: 'gone' },
    ]);
    expect(ids(causesOf(loop, loop.byId.get('a') as TimelineEntry))).toEqual(['b']);
    expect(effectsOf(loop, loop.byId.get('a') as TimelineEntry)).toHaveLength(1);
    expect(causesOf(loop, loop.byId.get('c') as TimelineEntry)).toEqual([]);
  });
});

describe('the short story', () => {
  it('says how much it leaves out', () => {
    const { shown, offStory, filtered } = filterEntries(entries, { view: 'story', q: '', kind: undefined });
    expect([shown.length, offStory, filtered]).toEqual([11, 4, 0]);
  });

  it('is filtered by kind and by words, of the actor too', () => {
    expect(ids(filterEntries(entries, { view: 'all', q: '', kind: 'compute' }).shown)).toEqual([
      'evt-restart',
      'evt-crash',
    ]);
    expect(ids(filterEntries(entries, { view: 'all', q: 'SHIPPER', kind: undefined }).shown)).toEqual([
      'evt-ramp',
      'evt-deploy',
    ]);
    expect(filterEntries(entries, { view: 'story', q: 'no such words', kind: undefined })).toMatchObject({
      shown: [],
      filtered: 15,
    });
  });
});
