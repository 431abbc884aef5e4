import { setTimeout as sleep } from 'node:timers/promises';
import type { Drill, IncidentSummary, Page } from '@hormesis/api';
import { CliError } from '../cli/cli-error.js';
import { type OutputOptions, say } from '../cli/output.js';
import type { Server } from '../cli/server.js';
import { drillLines } from './progress.js';

const lookEveryMs = 500;
/** The read models take a moment, and the guards are asked when it is over. */
const patience = { appearsMs: 15_000, verdictMs: 20_000, quietMs: 3_000 };

/**
 * Tells how a drill goes until it is over and its guards have been asked. Ctrl-C stops the drill.
 * @throws CliError when it is interrupted, or the server is gone
 */
export async function followDrill(server: Server, id: string, options: OutputOptions): Promise<Drill> {
  const leaving = new AbortController();
  const leave = () => leaving.abort();
  process.once('SIGINT', leave);
  const told = new Set<string>();
  let seen: Drill | undefined;
  let over: number | undefined;
  let news = performance.now();
  const began = performance.now();
  try {
    for (;;) {
      const drill = await show(server, id);
      if (!drill && performance.now() - began > patience.appearsMs) throw behind(id);
      if (drill) {
        for (const line of drillLines(drill, await incidentsSince(server, drill))) {
          if (told.has(line)) continue;
          told.add(line);
          say(options, line);
        }
        if (JSON.stringify(drill) !== JSON.stringify(seen)) news = performance.now();
        seen = drill;
        if (isOver(drill)) over ??= performance.now();
        if (over !== undefined && isToldAll(drill, over, news)) return drill;
      }
      await sleep(lookEveryMs, undefined, { signal: leaving.signal });
    }
  } catch (error) {
    if (!leaving.signal.aborted) throw error;
    await server.delete(`/api/drills/${encodeURIComponent(id)}`);
    throw new CliError('interrupted', `Drill ${id} is stopped.`);
  } finally {
    process.off('SIGINT', leave);
  }
}

function isOver({ state }: Drill): boolean {
  return state === 'finished' || state === 'stopped' || state === 'failed';
}

/** What failed exercises nobody; else the guards’ answers are waited for, and once some came, for the last. */
function isToldAll({ state, guards }: Drill, over: number, news: number): boolean {
  const now = performance.now();
  if (state === 'failed' || now - over > patience.verdictMs) return true;
  return now - Math.max(over, news) > (guards.length > 0 ? lookEveryMs : patience.quietMs);
}

async function show(server: Server, id: string): Promise<Drill | undefined> {
  try {
    return await server.json<Drill>(`/api/drills/${encodeURIComponent(id)}`);
  } catch (error) {
    if (error instanceof CliError && error.code === 'not-found') return undefined;
    throw error;
  }
}

/** The incidents at its place that were noticed since it began. */
async function incidentsSince(server: Server, drill: Drill): Promise<readonly IncidentSummary[]> {
  const { service, environment, startedAt } = drill;
  if (!startedAt) return [];
  const search = new URLSearchParams({ service, environment, limit: '20' });
  const { items } = await server.json<Page<IncidentSummary>>(`/api/incidents?${search}`);
  return items.filter(({ detectedAt }) => Date.parse(detectedAt) >= Date.parse(startedAt));
}

function behind(id: string): CliError {
  return new CliError(
    'unavailable',
    `Drill ${id} was asked for, and cannot be read yet. Is the projector running?`,
    `See hormesis doctor. Stop it: hormesis drill --stop ${id}`,
  );
}
