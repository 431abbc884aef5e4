import type { Projection, ProjectionBuild } from '@hormesis/api';
import { CliError } from '../cli/cli-error.js';
import { printResult, say } from '../cli/output.js';
import { Server } from '../cli/server.js';
import { allProjections, buildInWork, chosen } from './builds.js';
import { buildLines, notesOf } from './describe-builds.js';
import { type Awaited, follow, type Outcome } from './follow.js';
import type { RebuildOptions } from './rebuild.command.js';

/** Does what the options ask of the builds of these projections. */
export async function rebuild(names: readonly string[], options: RebuildOptions): Promise<void> {
  const server = Server.find(options);
  if (options.status) return status(server, names, options);
  if (options.abort) return abort(server, names, options);
  if (options.accept) return accept(server, names, options);
  if (options.undo) return undo(server, names, options);
  const wanted = chosen(await allProjections(server), names, {
    isAll: options.all ?? false,
    what: 'rebuild',
  });
  const asked = await each(wanted, (name) => server.post<ProjectionBuild>(`${addressOf(name)}/rebuild`, {}));
  await waitFor(server, asked, options, 'asked for');
}

async function status(server: Server, names: readonly string[], options: RebuildOptions): Promise<void> {
  const all = await allProjections(server);
  const shown = names.length === 0 ? all : chosen(all, names, { isAll: false, what: 'show' });
  printResult(options, shown, () => buildLines(shown));
}

async function abort(server: Server, names: readonly string[], options: RebuildOptions): Promise<void> {
  const wanted = await inWork(server, names, options, 'abort');
  const aborted = await each(wanted, (name) =>
    server.json<ProjectionBuild>(`${addressOf(name)}/rebuild`, { method: 'DELETE' }),
  );
  printResult(options, told(aborted), () =>
    aborted.length === 0
      ? ['No rebuild is in work.']
      : aborted.map(({ name, build }) => `Build ${build} of ${name} is aborted; the live one stays.`),
  );
}

async function accept(server: Server, names: readonly string[], options: RebuildOptions): Promise<void> {
  const wanted = await inWork(server, names, options, 'accept');
  const accepted = await each(wanted, (name) =>
    server.post<ProjectionBuild>(`${addressOf(name)}/rebuild/accept`, {}),
  );
  await waitFor(server, accepted, options, 'accepted');
}

async function undo(server: Server, names: readonly string[], options: RebuildOptions): Promise<void> {
  const wanted = chosen(await allProjections(server), names, {
    isAll: options.all ?? false,
    what: 'put back',
  });
  const asked = await each(wanted, (name) => server.post<ProjectionBuild>(`${addressOf(name)}/undo`, {}));
  if (!options.wait) return tell(options, asked, 'asked for');
  const isOver = ({ state, error }: ProjectionBuild) => state !== 'kept' || error !== null;
  end(await follow(server, asked, isOver, options), options);
}

/** With --all those that are in work; those that are named must be, says the server. */
async function inWork(
  server: Server,
  names: readonly string[],
  { all }: RebuildOptions,
  what: string,
): Promise<Projection[]> {
  const wanted = chosen(await allProjections(server), names, { isAll: all ?? false, what });
  return all ? wanted.filter((projection) => buildInWork(projection)) : wanted;
}

type Asked = Awaited & { answer: ProjectionBuild };

async function each(
  projections: readonly Projection[],
  ask: (name: string) => Promise<ProjectionBuild>,
): Promise<Asked[]> {
  const asked: Asked[] = [];
  for (const { name } of projections) {
    const answer = await ask(name);
    asked.push({ name, build: answer.build, answer });
  }
  return asked;
}

async function waitFor(
  server: Server,
  asked: readonly Asked[],
  options: RebuildOptions,
  what: string,
): Promise<void> {
  if (!options.wait) return tell(options, asked, what);
  const isOver = ({ state }: ProjectionBuild) => state !== 'requested' && state !== 'building';
  end(await follow(server, asked, isOver, options), options);
}

function tell(options: RebuildOptions, asked: readonly Asked[], what: string): void {
  printResult(options, told(asked), () =>
    asked.map(
      ({ name, build }) => `Build ${build} of ${name} is ${what}. See: hormesis rebuild ${name} --status`,
    ),
  );
}

function told(asked: readonly Asked[]): unknown {
  return asked.map(({ name, answer }) => ({ projection: name, ...answer }));
}

/** Says what came of it; what did not end well goes to stderr, and into the exit code. */
function end(outcomes: readonly Outcome[], options: RebuildOptions): void {
  const data = outcomes.map(({ name, build }) => ({ projection: name, ...(build ?? { state: 'aborted' }) }));
  const bad = outcomes.filter(({ build }) => build?.state !== 'live');
  const good = outcomes.filter((outcome) => !bad.includes(outcome));
  const lines = good.map(({ name, build }) => `Build ${build?.build} of ${name} is live.`);
  if (bad.length > 0) {
    for (const line of lines) say(options, line);
    throw failure(bad, data);
  }
  printResult(options, data, () => lines);
}

function failure(bad: readonly Outcome[], data: unknown): CliError {
  const differs = bad.every(({ build }) => build?.state === 'differs');
  const names = bad.map(({ name }) => name).join(', ');
  const reasons = bad.flatMap(({ name, build, projection }) => {
    if (!build || build.state === 'aborted') return [`The rebuild of ${name} was aborted.`];
    return projection ? notesOf({ ...projection, stale: null }) : [];
  });
  return new CliError(
    differs ? 'conflict' : 'failed',
    `${names}: the live build stays as it is.`,
    undefined,
    { details: reasons.map((reason) => ({ reason })), data },
  );
}

function addressOf(name: string): string {
  return `/api/projections/${encodeURIComponent(name)}`;
}
