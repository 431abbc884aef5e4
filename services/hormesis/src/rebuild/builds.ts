import type { Page, Projection, ProjectionBuild } from '@hormesis/api';
import { CliError } from '../cli/cli-error.js';
import type { Server } from '../cli/server.js';

const inWork = ['requested', 'building', 'differs', 'failed'];

/** The build of a projection that is in work, or waits for somebody to decide. */
export function buildInWork({ builds }: Projection): ProjectionBuild | undefined {
  return builds.find(({ state }) => inWork.includes(state));
}

export async function allProjections(server: Server): Promise<Projection[]> {
  const { items } = await server.json<Page<Projection>>('/api/projections');
  return items;
}

/**
 * The projections that are named, or all; for `what` in words.
 * @throws {CliError} where one is unknown, or none is named
 */
export function chosen(
  all: readonly Projection[],
  names: readonly string[],
  { isAll, what }: { isAll: boolean; what: string },
): Projection[] {
  const known = all.map(({ name }) => name).join(', ');
  if (names.length > 0 && isAll) throw new CliError('usage', 'Name projections, or give --all; not both.');
  if (names.length === 0 && !isAll) {
    throw new CliError('usage', `Say which projection to ${what}, or give --all.`, `There are: ${known}.`);
  }
  const unknown = names.find((name) => !all.some((one) => one.name === name));
  if (unknown !== undefined) {
    throw new CliError('not-found', `There is no projection called ${unknown}.`, `There are: ${known}.`);
  }
  return all.filter(({ name }) => isAll || names.includes(name));
}
