import { setTimeout as sleep } from 'node:timers/promises';
import type { DeadLetter, DeadLetterDetail, Page } from '@hormesis/api';
import { CliError } from '../cli/cli-error.js';
import type { Server } from '../cli/server.js';

/** How long the outcome is waited for, and how often it is asked for, milliseconds. */
const patienceMs = 10_000;
const lookEveryMs = 150;

/**
 * Waits until a letter was tried.
 * @throws {CliError} if it is still parked, or nobody has tried it in time
 */
export async function outcomeOfOne(server: Server, seq: number): Promise<void> {
  const letter = await waitFor(async () => {
    const found = await letterOf(server, seq);
    return found?.retry ? undefined : { found };
  });
  if (!letter) throw notTried(`dead letter ${seq}`);
  if (!letter.found) return;
  const { waitsFor, error } = letter.found;
  if (waitsFor === null) {
    throw new CliError('failed', `Dead letter ${seq} could not be taken in: ${error}`, mend);
  }
  throw new CliError(
    'failed',
    `Dead letter ${seq} waits behind ${waitsFor}, which could not be taken in.`,
    `Look at that one: hormesis dead-letters show ${waitsFor}`,
  );
}

/**
 * Waits until all letters up to the last that is asked for were tried; how many of them are parked then.
 * @throws {CliError} if nobody has tried them in time
 */
export async function outcomeOfAll(
  server: Server,
  last: number,
  projection: string | undefined,
): Promise<number> {
  const wanted = projection === undefined ? {} : { projection };
  const retrying = new URLSearchParams({ state: 'retrying', limit: '1', ...wanted });
  const done = await waitFor(async () => {
    const { items } = await server.json<Page<DeadLetter>>(`/api/dead-letters?${retrying}`);
    return items.some(({ seq }) => seq <= last) ? undefined : true;
  });
  if (!done) throw notTried('all of them');
  return countUpTo(server, last, new URLSearchParams({ limit: '500', ...wanted }));
}

/** What was parked meanwhile stands behind the last. */
async function countUpTo(server: Server, last: number, query: URLSearchParams): Promise<number> {
  for (let count = 0; ; ) {
    const { items, next } = await server.json<Page<DeadLetter>>(`/api/dead-letters?${query}`);
    const asked = items.filter(({ seq }) => seq <= last).length;
    count += asked;
    if (next === null || asked < items.length) return count;
    query.set('cursor', next);
  }
}

async function letterOf(server: Server, seq: number): Promise<DeadLetterDetail | undefined> {
  try {
    return await server.json<DeadLetterDetail>(`/api/dead-letters/${seq}`);
  } catch (error) {
    if (error instanceof CliError && error.code === 'not-found') return undefined;
    throw error;
  }
}

async function waitFor<T>(look: () => Promise<T | undefined>): Promise<T | undefined> {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const found = await look();
    if (found !== undefined || performance.now() > deadline) return found;
    await sleep(lookEveryMs);
  }
}

const mend =
  'Mend its cause, in the code or the data, and try again; or leave it out: hormesis dead-letters discard.';

function notTried(what: string): CliError {
  return new CliError(
    'unavailable',
    `After ${patienceMs / 1_000} s nobody has tried ${what} yet.`,
    'It stays asked for, and is done by a process that runs its projection or reaction in this version. Is one running? See hormesis doctor.',
  );
}
