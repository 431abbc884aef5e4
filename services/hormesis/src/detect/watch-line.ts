import type { ChangeLine, LatencyWindow, WatchLine, WindowLine } from '@hormesis/statistics';

type Fields = Record<string, unknown>;

/** What is wrong with a line, and what to do about it. */
export class BadLine extends Error {
  override readonly name = 'BadLine';
}

/**
 * Reads a line of `hormesis detect`: a change, or a window.
 * @throws BadLine that says which field is wrong
 */
export function watchLineOf(text: string): WatchLine {
  const line = objectOf(text);
  const t = timeOf(line, 't');
  const at = line.at === undefined || line.at === null ? t : timeOf(line, 'at');
  if (isObject(line.change)) return changeLine(line.change, t, at);
  if (line.service === undefined && line.metric === undefined) {
    throw new BadLine(
      'it is neither a change nor a window: give “change”, or “service”, “metric” and “cohort”',
    );
  }
  return windowLine(line, t, at);
}

function changeLine(change: Fields, t: number, at: number): ChangeLine {
  const id = nameOf(change, 'id', 'change.id');
  const service = nameOf(change, 'service', 'change.service');
  const kind = typeof change.kind === 'string' ? change.kind : undefined;
  const exposure = optionalCount(change, 'exposure', 'change.exposure');
  return { t, at, change: { id, service, kind, exposure } };
}

function windowLine(line: Fields, t: number, at: number): WindowLine {
  const latency = latencyOf(line.latency);
  return {
    t,
    at,
    service: nameOf(line, 'service'),
    environment: typeof line.environment === 'string' ? line.environment : undefined,
    cohort: typeof line.cohort === 'string' ? line.cohort : 'all',
    metric: nameOf(line, 'metric'),
    total:
      optionalCount(line, 'total') ?? latency?.count ?? missing('total', 'how many requests the window had'),
    bad: optionalCount(line, 'bad') ?? 0,
    ...(latency ? { latency } : {}),
  };
}

function latencyOf(value: unknown): LatencyWindow | undefined {
  if (value === undefined || value === null) return undefined;
  if (!isObject(value))
    throw new BadLine('“latency” must be an object: {"count": 12, "sumMs": 840, "le": {"100": 9}}');
  const count =
    optionalCount(value, 'count', 'latency.count') ?? missing('latency.count', 'how many were timed');
  const sumMs = optionalCount(value, 'sumMs', 'latency.sumMs');
  const le = value.le;
  if (le === undefined || le === null) return { count, sumMs };
  if (!isObject(le))
    throw new BadLine('“latency.le” must map bounds in ms to counts: {"100": 9, "+Inf": 12}');
  return { count, sumMs, le: boundsOf(le) };
}

function boundsOf(le: Fields): Record<string, number> {
  const bounds: Record<string, number> = {};
  for (const bound of Object.keys(le)) bounds[bound] = optionalCount(le, bound, `latency.le.${bound}`) ?? 0;
  return bounds;
}

function objectOf(text: string): Fields {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    throw new BadLine(`it is not JSON (${cause}): write one object a line`);
  }
  if (!isObject(value)) throw new BadLine('it is no JSON object: write one object a line');
  return value;
}

function timeOf(line: Fields, field: string): number {
  const value = line[field];
  const time = typeof value === 'string' ? Date.parse(value) : value;
  if (typeof time === 'number' && Number.isFinite(time)) return time;
  throw new BadLine(`“${field}” is ${shown(value)}: give a time in milliseconds`);
}

function nameOf(line: Fields, field: string, path = field): string {
  const value = line[field];
  if (typeof value === 'string' && value !== '') return value;
  throw new BadLine(`“${path}” is ${shown(value)}: give a name`);
}

/** A number from 0; numbers may be written as text. */
function optionalCount(line: Fields, field: string, path = field): number | undefined {
  const value = line[field];
  if (value === undefined || value === null) return undefined;
  const count = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof count === 'number' && Number.isFinite(count) && count >= 0) return count;
  throw new BadLine(`“${path}” is ${shown(value)}: give a number from 0`);
}

function missing(path: string, meaning: string): never {
  throw new BadLine(`“${path}” is missing: say ${meaning}`);
}

function shown(value: unknown): string {
  return value === undefined ? 'missing' : (JSON.stringify(value) ?? String(value)).slice(0, 40);
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
