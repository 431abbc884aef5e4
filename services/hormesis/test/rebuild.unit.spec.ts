import type { Projection, ProjectionBuild, RebuildProgress } from '@hormesis/api';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { chosen } from '../src/rebuild/builds.js';
import { buildLines, notesOf } from '../src/rebuild/describe-builds.js';
import { bar, inWords } from '../src/rebuild/progress-line.js';
import { progressView } from '../src/rebuild/progress-view.js';
import { rebuild } from '../src/rebuild/rebuild.js';

const progress = (some: Partial<RebuildProgress> = {}): RebuildProgress => ({
  ...{ phase: 'replaying', detail: null, done: 620_000, total: 1_000_000, perSecond: 95_000, secondsLeft: 4 },
  ...some,
});
const build = (some: Partial<ProjectionBuild> = {}): ProjectionBuild => ({
  ...{ build: 2, version: 1, state: 'building', requestedAt: '', requestedBy: null, startedAt: null },
  ...{ liveAt: null, keepUntil: null, progress: progress(), verification: null, error: null },
  ...some,
});
const projection = (name: string, ...builds: ProjectionBuild[]): Projection => ({
  ...{ name, release: 1, stale: null, builds },
});

describe('how far a rebuild is', () => {
  it('stands in a bar and in words, with what is left', () => {
    expect(bar(progress())).toBe(`${'█'.repeat(14)}${'░'.repeat(10)}  62 %`);
    expect(bar(progress({ done: 0, total: 0 }))).toBe(`${'█'.repeat(24)} 100 %`);
    expect(inWords(progress())).toBe('replaying, 620,000 of 1,000,000 events, 95,000/s, about 4 s left');
    expect(inWords(progress({ secondsLeft: 600 }))).toContain('about 10 min left');
    expect(inWords(progress({ secondsLeft: 7_200 }))).toContain('about 2.0 h left');
    const indexing = { phase: 'making indexes', detail: '2 of 6', perSecond: 0, secondsLeft: null } as const;
    expect(inWords(progress(indexing))).toBe('making indexes (2 of 6), 620,000 of 1,000,000 events');
  });

  function shown(isTTY: boolean, steps: readonly (readonly Projection[])[]): string[] {
    const written: string[] = [];
    const stream = { isTTY, columns: 60, write: (text: string) => written.push(text) > 0 };
    const stderr = vi.spyOn(process.stderr, 'write').mockImplementation((text) => stream.write(String(text)));
    const view = progressView({}, stream as unknown as NodeJS.WriteStream);
    for (const step of steps) view.show(step);
    view.clear();
    stderr.mockRestore();
    return written;
  }

  it('changes in its place on a terminal, within its width', () => {
    const written = shown(true, [[projection('incident', build())], [projection('incident', build())]]);
    expect(written).toHaveLength(4);
    expect(written[0]).toMatch(/^incident {2}█+░+ +62 %/);
    expect(written[0]?.length).toBe(60);
    expect(written[1]).toBe('\u001b[1A\u001b[0J');
  });

  it('is told elsewhere only when something else begins', () => {
    const step = (some: Partial<RebuildProgress>) => [
      projection('incident', build({ progress: progress(some) })),
    ];
    const waiting = [projection('incident', build({ state: 'requested', progress: null }))];
    const written = shown(false, [
      waiting,
      waiting,
      step({}),
      step({ done: 7 }),
      step({ phase: 'verifying' }),
    ]);
    expect(written).toHaveLength(3);
    expect(written[0]).toContain('waits for a projector that has version 1');
    expect(written[2]).toContain('verifying');
  });
});

describe('builds', () => {
  it('are chosen by name, or all; what is there is named', () => {
    const all = [projection('change_history'), projection('incident')];
    const names = (wanted: string[], isAll = false) =>
      chosen(all, wanted, { isAll, what: 'rebuild' }).map(({ name }) => name);
    expect(names(['incident'])).toEqual(['incident']);
    expect(names([], true)).toEqual(['change_history', 'incident']);
    expect(() => names([])).toThrow('Say which projection to rebuild, or give --all.');
    expect(() => names(['incident'], true)).toThrow('not both');
    expect(() => names(['incidents'])).toThrow('There is no projection called incidents.');
  });

  it('stand in a table, with what has to be decided below', () => {
    const rows = { live: 2, built: 3, onlyLive: 0, onlyBuilt: 1, changed: 0 };
    const verification = {
      ...{ good: false, findings: ['Rows differ.'], records: { live: 3, built: 3 }, newDeadLetters: 0 },
      rows: { ...rows, examples: [{ kind: 'only-built' as const, key: { id: 'inc-1' } }] },
    };
    const differing = projection(
      'incident',
      build({ build: 1, state: 'live' }),
      build({ state: 'differs', verification }),
    );
    const lines = buildLines([differing]);
    expect(lines[2]).toMatch(/^incident +2 +1 +differs/);
    expect(notesOf(differing)).toEqual([
      'Build 2 of incident: Rows differ.',
      '  only-built: {"id":"inc-1"}',
      expect.stringContaining('hormesis rebuild incident --accept'),
    ]);
    expect(notesOf({ ...projection('report'), stale: 'It is stale.' })).toEqual(['It is stale.']);
  });
});

describe('what a rebuild prints as JSON', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
  });

  it.each([{ abort: true }, { accept: true }, { undo: true }, {}])(
    'has one form, whatever was asked for: %j',
    async (asked) => {
      const answers: Record<string, unknown> = {
        '/api/projections': { items: [projection('incident', build())], next: null },
      };
      vi.stubGlobal('fetch', async (url: string) =>
        Response.json(answers[new URL(url).pathname] ?? build({ state: 'requested' })),
      );
      const printed: string[] = [];
      vi.spyOn(process.stdout, 'write').mockImplementation((text) => printed.push(String(text)) > 0);
      const options = { url: 'http://localhost:1', token: 'x', json: true, wait: false, ...asked };
      await rebuild(['incident'], options);
      expect(JSON.parse(printed.join('')).data).toEqual([
        { projection: 'incident', ...build({ state: 'requested' }) },
      ]);
    },
  );
});
