import { z } from 'zod';
import type { Case, CasePoint, CaseSeries } from './case.js';
import { fillIn } from './fill-in.js';

const time = z.number();
const measured = z
  .number()
  .nullish()
  .transform((value) => value ?? null);
const name = z.string().min(1);
const optionalName = z
  .string()
  .nullish()
  .transform((value) => value || null);

const step = z.object({
  start: measured,
  end: time.nullish().transform((end) => end ?? null),
  replicas: measured,
});

const point = z.object({
  t: measured,
  success: measured,
  latencyMs: measured,
  cpu: measured,
  memory: measured,
});

const caseSchema = z.object({
  t: time,
  alert: z
    .object({ service: z.string().nullish() })
    .nullish()
    .transform((alert) => (alert?.service ? { service: alert.service } : undefined)),
  onset: time.nullish().transform((onset) => onset ?? undefined),
  changes: z.array(
    z.object({
      id: z.union([name, z.number().transform(String)]),
      service: name,
      kind: z
        .string()
        .nullish()
        .transform((kind) => kind ?? 'deployment'),
      start: measured,
      replicas: measured,
      steps: z
        .array(step)
        .nullish()
        .transform((steps) => steps ?? []),
    }),
  ),
  edges: z
    .array(z.object({ from: name, to: name }))
    .nullish()
    .transform((edges) => edges ?? []),
  series: z
    .array(
      z.object({
        pod: name,
        service: name,
        version: z
          .union([z.string(), z.number().transform(String)])
          .nullish()
          .transform((version) => version || null),
        from: optionalName,
        to: optionalName,
        points: z.array(point),
      }),
    )
    .nullish()
    .transform((series) => series ?? []),
});

/** What is wrong with a case: the field, with its index, and why. */
export type CaseIssue = { field: string; reason: string };

/** A case that cannot be read, with everything that is wrong with it. */
export class CaseError extends Error {
  override readonly name = 'CaseError';

  constructor(readonly issues: readonly CaseIssue[]) {
    super(issues.map(({ field, reason }) => `${field}: ${reason}`).join('; '));
  }
}

/**
 * Reads a case from parsed JSON. Numbers may be `null` where something was not measured; what is missing altogether is
 * taken as `null` or empty, but for `t` and what names or dates a change, an edge or a series.
 *
 * @throws CaseError that names each field
 */
export function parseCase(json: unknown): Case {
  const read = caseSchema.safeParse(json);
  if (!read.success) {
    throw new CaseError(
      read.error.issues.map(({ path, message }) => ({ field: fieldOf(path), reason: message })),
    );
  }
  const { alert, onset, ...rest } = read.data;
  const changes = rest.changes.map(fillIn);
  const issues = [...undated(changes), ...duplicates(rest.changes.map(({ id }) => id))];
  if (issues.length > 0) throw new CaseError(issues);
  return {
    ...rest,
    changes: changes.filter((change) => change !== undefined),
    series: rest.series.map(dated),
    ...(alert === undefined ? {} : { alert }),
    ...(onset === undefined ? {} : { onset }),
  };
}

function undated(changes: readonly unknown[]): CaseIssue[] {
  const reason = 'no time is known: give the start of the change, or of a step';
  return changes.flatMap((change, n) =>
    change === undefined ? [{ field: `changes[${n}].start`, reason }] : [],
  );
}

/** Points that do not say when they were measured tell nothing. */
function dated(series: Omit<CaseSeries, 'points'> & { points: ToldPoint[] }): CaseSeries {
  const points = series.points.flatMap(({ t, ...values }) => (t === null ? [] : [{ t, ...values }]));
  return { ...series, points };
}

type ToldPoint = Omit<CasePoint, 't'> & { t: number | null };

function duplicates(ids: readonly string[]): CaseIssue[] {
  return ids.flatMap((id, index) => {
    const first = ids.indexOf(id);
    const reason = `"${id}" is the id of changes[${first}] already`;
    return first === index ? [] : [{ field: `changes[${index}].id`, reason }];
  });
}

/** `changes[2].steps[0].start`, as one would write it. */
function fieldOf(path: readonly PropertyKey[]): string {
  if (path.length === 0) return 'the case';
  return path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '');
}
