import type { Projection, ProjectionBuild } from '@hormesis/api';
import { ago } from '../cli/ago.js';
import { out } from '../cli/colour.js';
import { table } from '../cli/table.js';
import { inWords } from './progress-line.js';

/** All builds, for people. */
export function buildLines(projections: readonly Projection[]): string[] {
  if (projections.length === 0) return ['No projection has run yet.'];
  const rows = projections.flatMap(({ name, builds }) =>
    builds.map((build) => [
      name,
      String(build.build),
      String(build.version),
      colourOf(build)(build.state),
      about(build),
    ]),
  );
  const notes = projections.flatMap((projection) => notesOf(projection));
  return [
    ...table([['PROJECTION', 'BUILD', 'VERSION', 'STATE', ''], ...rows]),
    ...(notes.length > 0 ? ['', ...notes] : []),
  ];
}

function about(build: ProjectionBuild): string {
  if (build.state === 'live') return build.liveAt ? `since ${ago(build.liveAt)}` : '';
  if (build.state === 'kept') return build.keepUntil ? `until ${build.keepUntil}` : '';
  if (build.state === 'requested') return `waits for a projector that has version ${build.version}`;
  if (build.state === 'building') return build.progress ? inWords(build.progress) : 'begins';
  return '';
}

/** What has to be known or decided, in sentences. */
export function notesOf({ name, stale, builds }: Projection): string[] {
  const notes = stale ? [stale] : [];
  for (const { build, state, error, verification } of builds) {
    if (error) notes.push(`Build ${build} of ${name}: ${error}`);
    if (state !== 'differs') continue;
    notes.push(...(verification?.findings ?? []).map((finding) => `Build ${build} of ${name}: ${finding}`));
    for (const { kind, key } of verification?.rows?.examples ?? [])
      notes.push(`  ${kind}: ${JSON.stringify(key)}`);
    notes.push(
      `It stands beside the live one until you decide: hormesis rebuild ${name} --accept, or --abort.`,
    );
  }
  return notes;
}

function colourOf({ state }: ProjectionBuild): (text: string) => string {
  if (state === 'live') return out.green;
  if (state === 'differs' || state === 'failed') return out.red;
  return state === 'building' || state === 'requested' ? out.yellow : out.dim;
}
