import type { PastIncident } from '@hormesis/backtest';
import { BadLine } from '../detect/watch-line.js';

/** 1973: a number below it is a time in seconds. */
const earliestMs = 1e11;

type Fields = Record<string, unknown>;

/**
 * Reads a line of `--incidents`: `{id, service, onset, detectedAt, endedAt?, stoppedAt?, environment?, metric?, class?,
 * change?}`; times in ms or ISO 8601, `change` the id of the change behind it.
 * @throws BadLine that says which field is wrong
 */
export function pastIncidentOf(text: string): PastIncident {
  const line = objectOf(text);
  const onset = timeOf(line, 'onset');
  for (const field of ['endedAt', 'stoppedAt']) assertNotBefore(line, field, onset);
  const change = textOf(line, 'change');
  return {
    id: needed(line, 'id'),
    service: needed(line, 'service'),
    environment: textOf(line, 'environment') ?? 'production',
    confirmed: true,
    fingerprint: textOf(line, 'class') ?? null,
    metric: textOf(line, 'metric') ?? null,
    onset,
    detectedAt: timeOf(line, 'detectedAt'),
    stoppedAt: optionalTime(line, 'stoppedAt'),
    endedAt: optionalTime(line, 'endedAt'),
    change: change === undefined ? null : { id: change, at: onset },
    exposedUserSeconds: null,
    requests: [],
  };
}

function objectOf(text: string): Fields {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Fields;
  } catch {
    // Said below, in words.
  }
  throw new BadLine('it is no JSON object: give {"id": …, "service": …, "onset": …, "detectedAt": …}');
}

function needed(line: Fields, field: string): string {
  return textOf(line, field) ?? missing(field, 'give a name');
}

function textOf(line: Fields, field: string): string | undefined {
  const value = line[field];
  if (value === undefined || value === null) return undefined;
  return typeof value === 'string' && value !== '' ? value : missing(field, 'give a name');
}

function timeOf(line: Fields, field: string): number {
  return optionalTime(line, field) ?? missing(field, 'give a time in milliseconds since 1970, or ISO 8601');
}

function optionalTime(line: Fields, field: string): number | null {
  const value = line[field];
  if (value === undefined || value === null) return null;
  const time = typeof value === 'string' ? Date.parse(value) : value;
  if (typeof value === 'number' && value < earliestMs) {
    throw new BadLine(
      `“${field}” is ${value}, which looks like seconds: give milliseconds since 1970, or ISO 8601`,
    );
  }
  if (typeof time === 'number' && Number.isFinite(time)) return time;
  return missing(field, 'give a time in milliseconds since 1970, or ISO 8601');
}

function assertNotBefore(line: Fields, field: string, onset: number): void {
  const time = optionalTime(line, field);
  if (time === null || time >= onset) return;
  throw new BadLine(
    `“${field}”, ${new Date(time).toISOString()}, lies before “onset”, ${new Date(onset).toISOString()}`,
  );
}

function missing(field: string, what: string): never {
  throw new BadLine(`“${field}” is missing or wrong: ${what}`);
}
