import { type Span, spanKind, type TracesRequest } from '../messages/traces.js';
import { attributesOf, firstOf } from '../windows/attribute-text.js';
import { environmentOf } from '../windows/place-of.js';
import { type Call, keyOfCall } from './call.js';
import { namedCallee } from './named-callee.js';

export type CallGraphOptions = {
  /** The environment of resources that name none. */
  environment: string;
  /** Calls and spans that are remembered; what was not seen for longest is forgotten. */
  maxCalls?: number;
  maxSpans?: number;
};

export type Learnt = {
  /** Calls that have to be stated. */
  calls: Call[];
  /** Forgets that they were: for when they could not be kept. */
  undo(): void;
};

type Caller = { service: string; environment: string };
/** A client span waits for the server span that it caused, or the other way round; they come in different requests. */
type Waiting = Map<string, Caller>;
type Seen = { seenMs: number; statedMs: number };

const hour = 60 * 60 * 1_000;
/** A call that was not seen for so long is stated at once when it is seen again. */
const absenceMs = hour;
/** One in use is stated again after so long. */
const restateMs = 24 * hour;

/** Learns who calls whom from spans: from a client span with its server span, or from whom a client span names. */
export class CallGraph {
  readonly #seen = new Map<string, Seen>();
  readonly #clients: Waiting = new Map();
  readonly #servers: Waiting = new Map();

  constructor(private readonly options: CallGraphOptions) {}

  take({ resourceSpans }: TracesRequest, nowMs: number): Learnt {
    const stated = new Map<string, Call>();
    const undo: (() => void)[] = [];
    for (const { resource, scopeSpans } of resourceSpans) {
      const about = attributesOf(resource?.attributes ?? []);
      const service = firstOf(about, 'service.name');
      if (service === undefined || service.startsWith('unknown_service')) continue;
      const own: Caller = { service, environment: environmentOf(about) ?? this.options.environment };
      for (const span of scopeSpans.flatMap(({ spans }) => spans)) {
        for (const call of this.#callsIn(span, own)) {
          const before = this.#see(call, nowMs);
          if (!before) continue;
          stated.set(keyOfCall(call), call);
          undo.push(before.undo);
        }
      }
    }
    return { calls: [...stated.values()], undo: () => undo.reverse().forEach((one) => void one()) };
  }

  #callsIn(span: Span, own: Caller): Call[] {
    if (span.kind === spanKind.client) return this.#callsOfClient(span, own);
    if (span.kind === spanKind.server && span.parentSpanId !== '') return this.#callsOfServer(span, own);
    return [];
  }

  #callsOfClient({ traceId, spanId, attributes }: Span, own: Caller): Call[] {
    const key = `${traceId}/${spanId}`;
    const server = this.#servers.get(key);
    if (server) return callOf(own, server.service);
    const callee = namedCallee(attributesOf(attributes));
    this.#wait(this.#clients, key, own);
    return callee === undefined ? [] : callOf(own, callee);
  }

  #callsOfServer({ traceId, parentSpanId }: Span, own: Caller): Call[] {
    const key = `${traceId}/${parentSpanId}`;
    const client = this.#clients.get(key);
    if (client) return callOf(client, own.service);
    this.#wait(this.#servers, key, own);
    return [];
  }

  #wait(waiting: Waiting, key: string, who: Caller): void {
    waiting.set(key, who);
    forgetOldest(waiting, this.options.maxSpans ?? 50_000);
  }

  /** Notes the call; what undoes that, if it has to be stated. */
  #see(call: Call, nowMs: number): { undo: () => void } | undefined {
    const key = keyOfCall(call);
    const before = this.#seen.get(key);
    const isNew = !before || nowMs - before.seenMs >= absenceMs || nowMs - before.statedMs >= restateMs;
    const now: Seen = { seenMs: nowMs, statedMs: isNew ? nowMs : before.statedMs };
    this.#seen.delete(key);
    this.#seen.set(key, now);
    forgetOldest(this.#seen, this.options.maxCalls ?? 20_000);
    return isNew
      ? { undo: () => (before ? this.#seen.set(key, before) : this.#seen.delete(key)) }
      : undefined;
  }
}

function callOf({ service, environment }: Caller, callee: string): Call[] {
  return service === callee ? [] : [{ service, environment, callee }];
}

function forgetOldest(map: Map<string, unknown>, most: number): void {
  const [oldest] = map.keys();
  if (map.size > most && oldest !== undefined) map.delete(oldest);
}
