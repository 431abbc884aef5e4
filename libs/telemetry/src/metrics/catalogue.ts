/** One metric. Names and units follow OpenTelemetry's conventions; ours begin with `hormesis.`. */
export type MetricDefinition = {
  kind: 'counter' | 'histogram' | 'gauge';
  /** UCUM: `s`, `By`, `1`, or what is counted in braces. */
  unit: string;
  description: string;
  /** The attributes that tell its series apart. */
  attributes: readonly string[];
  /** Upper bounds of a histogram's buckets, in its unit. */
  buckets?: readonly number[];
};

/** From 1 ms to 10 s. */
const fast = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Every metric that a Hormesis process gives; `docs/reference/metrics.md` is made of it. */
export const metricCatalogue = {
  'hormesis.intake.events': {
    kind: 'counter',
    unit: '{event}',
    description: 'Events that came in, by what became of them: stored, duplicate or rejected.',
    attributes: ['outcome'],
  },
  'hormesis.otlp.points': {
    kind: 'counter',
    unit: '{point}',
    description:
      'Points of OTLP metrics that came in: used, rejected (they could not be used), or unused (no rule is for their metric).',
    attributes: ['outcome'],
  },
  'hormesis.otlp.spans': {
    kind: 'counter',
    unit: '{span}',
    description: 'Spans that came in by OTLP.',
    attributes: [],
  },
  'hormesis.prometheus.polls': {
    kind: 'counter',
    unit: '{poll}',
    description: 'Steps for which Prometheus was asked, by what came of it: windows, nothing or failed.',
    attributes: ['query', 'outcome'],
  },
  'hormesis.log.appended': {
    kind: 'counter',
    unit: '{event}',
    description: 'Events appended to the log, without those that stood on it already.',
    attributes: ['topic'],
  },
  'hormesis.log.append.duration': {
    kind: 'histogram',
    unit: 's',
    description: 'Time from an append to its being durable.',
    attributes: ['topic', 'error.type'],
    buckets: fast,
  },
  'hormesis.sentinel.anomalies': {
    kind: 'counter',
    unit: '{anomaly}',
    description: 'Anomalies that the sentinel stated, by the method that noticed.',
    attributes: ['method'],
  },
  'hormesis.sentinel.delay': {
    kind: 'histogram',
    unit: 's',
    description: 'Time from the onset of what got worse to its anomaly on the log.',
    attributes: ['method'],
    buckets: [1, 2, 5, 10, 15, 20, 30, 60, 120, 300, 600, 1_800],
  },
  'hormesis.projection.behind': {
    kind: 'gauge',
    unit: '{event}',
    description: 'Events on the log that a projection or reaction has not taken in yet.',
    attributes: ['projection'],
  },
  'hormesis.projection.processed': {
    kind: 'counter',
    unit: '{event}',
    description: 'Events taken in, by projection or reaction.',
    attributes: ['projection'],
  },
  'hormesis.projection.parked': {
    kind: 'counter',
    unit: '{event}',
    description: 'Events put into the dead letters, by projection or reaction.',
    attributes: ['projection'],
  },
  'hormesis.audit.findings': {
    kind: 'gauge',
    unit: '{finding}',
    description:
      'What the audit found and nobody has acknowledged: lost, doubled or changed events, and what stands still.',
    attributes: ['kind'],
  },
  'hormesis.audit.records': {
    kind: 'counter',
    unit: '{record}',
    description: 'Records of the log that the audit read to compare projections and reactions with them.',
    attributes: ['topic'],
  },
  'hormesis.audit.behind': {
    kind: 'gauge',
    unit: '{record}',
    description: 'Records that projections and reactions have taken in and the audit has not read yet.',
    attributes: [],
  },
  'hormesis.audit.age': {
    kind: 'gauge',
    unit: 's',
    description: 'How long ago the audit had compared every projection and reaction with the log.',
    attributes: [],
  },
  'hormesis.housekeeping.runs': {
    kind: 'counter',
    unit: '{run}',
    description: 'Rounds of housekeeping, by job and by what came of them: done or failed.',
    attributes: ['job', 'outcome'],
  },
  'hormesis.housekeeping.removed': {
    kind: 'counter',
    unit: '{row}',
    description: 'Rows that housekeeping took away because they were older than their retention.',
    attributes: ['job'],
  },
  'hormesis.outbox.waiting': {
    kind: 'gauge',
    unit: '{event}',
    description: 'Decided events that are not on the log yet.',
    attributes: [],
  },
  'hormesis.outbox.age': {
    kind: 'gauge',
    unit: 's',
    description: 'How long ago the oldest of them was decided.',
    attributes: [],
  },
  'hormesis.outbox.stuck': {
    kind: 'gauge',
    unit: '{event}',
    description: 'Those of them that the log does not take; the process’s log says why.',
    attributes: [],
  },
  'hormesis.reaction.duration': {
    kind: 'histogram',
    unit: 's',
    description: 'Time from an event being known to the reaction to it being durable.',
    attributes: ['reaction'],
    buckets: fast,
  },
  'hormesis.action.duration': {
    kind: 'histogram',
    unit: 's',
    description: 'Time from an action being requested to its end.',
    attributes: ['action', 'outcome'],
    buckets: fast,
  },
  'hormesis.signal.requests': {
    kind: 'counter',
    unit: '{request}',
    description: 'Requests that signal windows counted; what proposed alerts are written against.',
    attributes: ['service', 'environment', 'metric', 'cohort'],
  },
  'hormesis.signal.bad': {
    kind: 'counter',
    unit: '{request}',
    description: 'Those of them that were bad.',
    attributes: ['service', 'environment', 'metric', 'cohort'],
  },
  'hormesis.signal.latency.seconds.bucket': {
    kind: 'gauge',
    unit: '{request}',
    description:
      'Requests of signal windows that took at most `le` seconds, counted on as a histogram’s bucket.',
    attributes: ['service', 'environment', 'metric', 'cohort', 'le'],
  },
  'hormesis.signal.latency.seconds.count': {
    kind: 'gauge',
    unit: '{request}',
    description: 'Requests of signal windows whose latency was measured.',
    attributes: ['service', 'environment', 'metric', 'cohort'],
  },
  'hormesis.signal.latency.seconds.sum': {
    kind: 'gauge',
    unit: '{second}',
    description: 'The sum of their latencies.',
    attributes: ['service', 'environment', 'metric', 'cohort'],
  },
  'messaging.process.duration': {
    kind: 'histogram',
    unit: 's',
    description: 'Time that a reader of the log took for one batch.',
    attributes: ['messaging.destination.name', 'messaging.consumer.group.name', 'error.type'],
    buckets: fast,
  },
  'http.server.request.duration': {
    kind: 'histogram',
    unit: 's',
    description: 'Time from the head of an HTTP request to the end of its answer.',
    attributes: ['http.request.method', 'http.route', 'http.response.status_code'],
    buckets: fast,
  },
  'nodejs.eventloop.delay.p99': {
    kind: 'gauge',
    unit: 's',
    description: 'How late the event loop was since the last collection, 99th percentile.',
    attributes: [],
  },
  'nodejs.eventloop.utilization': {
    kind: 'gauge',
    unit: '1',
    description: 'Share of time that the event loop was busy since the last collection.',
    attributes: [],
  },
  'process.memory.usage': {
    kind: 'gauge',
    unit: 'By',
    description: 'Physical memory of the process.',
    attributes: [],
  },
  'v8js.memory.heap.used': {
    kind: 'gauge',
    unit: 'By',
    description: 'Memory of the JavaScript heap in use.',
    attributes: [],
  },
} as const satisfies Record<string, MetricDefinition>;

export type MetricName = keyof typeof metricCatalogue;

type NameOf<Kind extends MetricDefinition['kind']> = {
  [Name in MetricName]: (typeof metricCatalogue)[Name]['kind'] extends Kind ? Name : never;
}[MetricName];

export type CounterName = NameOf<'counter'>;
export type HistogramName = NameOf<'histogram'>;
export type GaugeName = NameOf<'gauge'>;
