import { setTimeout as sleep } from 'node:timers/promises';
import type { Projection, ProjectionBuild } from '@hormesis/api';
import { CliError } from '../cli/cli-error.js';
import type { OutputOptions } from '../cli/output.js';
import type { Server } from '../cli/server.js';
import { allProjections } from './builds.js';
import { progressView } from './progress-view.js';

const lookEveryMs = 500;
/** A server that is being restarted is waited for. */
const patienceMs = 60_000;

/** A build to wait for, by the name of its projection. */
export type Awaited = { name: string; build: number };
/** What became of it; `undefined`: it is gone. */
export type Outcome = {
  name: string;
  build: ProjectionBuild | undefined;
  projection: Projection | undefined;
};

/**
 * Shows how far builds are until none of them is in work any more. Ctrl-C ends the looking, not the work.
 * @throws {CliError} when it is interrupted, or the server is gone for too long
 */
export async function follow(
  server: Server,
  awaited: readonly Awaited[],
  isOver: (build: ProjectionBuild) => boolean,
  options: OutputOptions,
): Promise<Outcome[]> {
  const view = progressView(options);
  const leaving = new AbortController();
  const leave = () => leaving.abort();
  process.once('SIGINT', leave);
  try {
    for (;;) {
      const projections = await patiently(() => allProjections(server), leaving.signal);
      const outcomes = awaited.map(({ name, build }) => {
        const projection = projections.find((one) => one.name === name);
        return { name, projection, build: projection?.builds.find((one) => one.build === build) };
      });
      if (outcomes.every(({ build }) => !build || isOver(build))) return outcomes;
      view.show(projections.filter(({ name }) => awaited.some((one) => one.name === name)));
      await sleep(lookEveryMs, undefined, { signal: leaving.signal });
    }
  } catch (error) {
    throw leaving.signal.aborted ? left() : error;
  } finally {
    process.off('SIGINT', leave);
    view.clear();
  }
}

async function patiently<T>(ask: () => Promise<T>, signal: AbortSignal): Promise<T> {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      const mayPass = error instanceof CliError && error.code === 'unavailable';
      if (!mayPass || performance.now() > deadline) throw error;
      await sleep(lookEveryMs, undefined, { signal });
    }
  }
}

function left(): CliError {
  return new CliError(
    'interrupted',
    'You look no longer; the work goes on.',
    'See how far it is: hormesis rebuild --status. End it: hormesis rebuild --abort.',
  );
}
