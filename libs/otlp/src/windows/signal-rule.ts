import type { Attributes } from './attribute-text.js';

/** Which metric becomes which signal. */
export type SignalRule = {
  /** The name of the OTLP metric: a histogram, or a sum that only rises. */
  metric: string;
  /** The name of the signal: `http.errors`. */
  signal: string;
  /** `requests`: every one counts, and those are bad that `bad` says. `bad`: the metric counts bad ones only. */
  counts: 'requests' | 'bad';
  /** A request is bad if any of these holds. */
  bad: readonly BadWhen[];
  /** What one of the histogram’s unit is in milliseconds, where the metric does not say its unit. */
  toMs?: number;
  /** Leaves the metric out where the same resource sends that one: the same requests under a newer name. */
  unless?: string;
};

/** Holds if the attribute is there and says one of `in`, or at least so much; with neither, if it says anything. */
export type BadWhen = { attribute: string; in?: readonly string[]; atLeast?: number };

export function isBad({ bad, counts }: SignalRule, attributes: Attributes): boolean {
  return counts === 'bad' || bad.some((when) => holds(when, attributes));
}

function holds({ attribute, in: those, atLeast }: BadWhen, attributes: Attributes): boolean {
  const text = attributes.get(attribute);
  if (!text) return false;
  if (those === undefined && atLeast === undefined) return true;
  return those?.includes(text) === true || (atLeast !== undefined && Number(text) >= atLeast);
}

const units: Readonly<Record<string, number>> = { s: 1_000, ms: 1, us: 1e-3, ns: 1e-6 };

/** What one of the unit is in milliseconds; `undefined`: it is no time. */
export function millisecondsOf(unit: string, otherwise?: number): number | undefined {
  return units[unit] ?? (unit === '' ? otherwise : undefined);
}

const serverFaults = [
  'UNKNOWN',
  'DEADLINE_EXCEEDED',
  'UNIMPLEMENTED',
  'INTERNAL',
  'UNAVAILABLE',
  'DATA_LOSS',
];
const errorType: BadWhen = { attribute: 'error.type' };
const rpcBad: readonly BadWhen[] = [
  errorType,
  { attribute: 'rpc.grpc.status_code', in: ['2', '4', '12', '13', '14', '15'] },
  { attribute: 'rpc.response.status_code', in: serverFaults },
];

/** What servers measure by OpenTelemetry’s conventions, under their present names and those of before. */
export const standardRules: readonly SignalRule[] = [
  {
    metric: 'http.server.request.duration',
    signal: 'http.errors',
    counts: 'requests',
    bad: [{ attribute: 'http.response.status_code', atLeast: 500 }, errorType],
    toMs: 1_000,
  },
  {
    metric: 'http.server.duration',
    signal: 'http.errors',
    counts: 'requests',
    bad: [{ attribute: 'http.status_code', atLeast: 500 }],
    toMs: 1,
    unless: 'http.server.request.duration',
  },
  { metric: 'rpc.server.call.duration', signal: 'rpc.errors', counts: 'requests', bad: rpcBad, toMs: 1_000 },
  {
    metric: 'rpc.server.duration',
    signal: 'rpc.errors',
    counts: 'requests',
    bad: rpcBad,
    toMs: 1,
    unless: 'rpc.server.call.duration',
  },
  {
    metric: 'messaging.process.duration',
    signal: 'messaging.errors',
    counts: 'requests',
    bad: [errorType],
    toMs: 1_000,
  },
];
