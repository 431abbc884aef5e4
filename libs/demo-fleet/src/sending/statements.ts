import { type Author, bySystem, environment, type FleetService } from '../fleet/cast.js';
import type { LatencyHistogram } from '../live/latency-histogram.js';
import { type CloudEvent, cloudEvent } from './cloud-event.js';

const own = (name: string) => `dev.cdeventsx.hormesis-${name}.0.1.0`;
const inProduction = { environment: { id: environment } };

export type Deployment = {
  service: string;
  version: number;
  previousVersion: number;
  summary: string;
  author: Author;
  at: Date;
  exposure?: number;
  reversible?: boolean;
  flag?: string;
  preview?: boolean;
  testsRun?: readonly string[];
};

const artifact = (service: string, version: number) => `pkg:oci/${service}@v${version}`;

export function deployed(deployment: Deployment): CloudEvent {
  const { service, version, previousVersion, summary, author, at } = deployment;
  const { exposure, reversible, flag, preview, testsRun } = deployment;
  return cloudEvent({
    type: 'dev.cdevents.service.upgraded.0.3.0',
    source: '/fleet/ci',
    subject: service,
    time: at,
    author,
    content: { ...inProduction, artifactId: artifact(service, version) },
    custom: {
      version: `v${version}`,
      previousVersion: `v${previousVersion}`,
      summary,
      userFacing: true,
      ...(exposure === undefined ? {} : { exposure }),
      ...(reversible === undefined ? {} : { reversible }),
      ...(flag === undefined ? {} : { flag }),
      ...(preview ? { preview: `https://${service}-v${version}.preview.example` } : {}),
      ...(testsRun ? { testsRun } : {}),
    },
  });
}

export type Rollback = {
  service: string;
  from: number;
  to: number;
  author: Author;
  at: Date;
  /** The action that asked for it. */
  action?: string;
};

export function rolledBack({ service, from, to, author, at, action }: Rollback): CloudEvent {
  return cloudEvent({
    type: 'dev.cdevents.service.rolledback.0.3.0',
    source: '/fleet/ci',
    subject: service,
    time: at,
    author,
    content: { ...inProduction, artifactId: artifact(service, to) },
    custom: {
      version: `v${to}`,
      previousVersion: `v${from}`,
      summary: 'Back to the version before',
      ...(action ? { action } : {}),
    },
  });
}

/** How those fared who run one thing: a version, a variant of a flag. */
export type Part = {
  cohort: string;
  total: number;
  bad: number;
  /** The median. */
  latencyMs: number;
  percentiles: { p50: number; p95: number; p99: number };
  latency: LatencyHistogram;
};

export type Window = {
  service: FleetService;
  start: Date;
  durationMs: number;
  /** Of all parts together. */
  total: number;
  bad: number;
  latencyMs: number;
  parts: readonly Part[];
};

/** A statement for each part. */
export function measured({ service, start, durationMs, parts }: Window): CloudEvent[] {
  return parts.map(({ cohort, total, bad, percentiles: { p50, p95, p99 }, latency }) =>
    cloudEvent({
      type: 'dev.cdeventsx.hormesis-signal.measured.0.2.0',
      source: '/fleet/metrics',
      author: bySystem('metrics'),
      subject: `${service.name}/http.errors`,
      time: new Date(start.getTime() + durationMs),
      content: {
        service: { id: service.name },
        ...inProduction,
        metric: 'http.errors',
        cohort,
        start: start.toISOString(),
        durationMs,
        total,
        bad,
        latencyMs: { p50: Math.round(p50), p95: Math.round(p95), p99: Math.round(p99) },
        latency,
      },
    }),
  );
}

export type Anomaly = {
  id: string;
  service: FleetService;
  metric: string;
  onset: Date;
  at: Date;
  observed: number;
  expected: number;
  summary: string;
  failing?: boolean;
};

export function anomalyDetected(anomaly: Anomaly): CloudEvent {
  const { id, service, metric, onset, at, observed, expected, summary, failing } = anomaly;
  return cloudEvent({
    type: own('anomaly.detected'),
    source: '/fleet/alerts',
    author: bySystem('alerting'),
    subject: id,
    time: at,
    content: {
      service: { id: service.name },
      ...inProduction,
      metric,
      onset: onset.toISOString(),
      method: 'threshold',
      severity: observed > expected * 20 ? 'critical' : 'warning',
      summary,
      observed,
      expected,
      ...(failing ? { failingRequest: failingRequest(service) } : {}),
    },
  });
}

export function anomalyCleared(id: string, service: FleetService, metric: string, at: Date): CloudEvent {
  return cloudEvent({
    type: own('anomaly.cleared'),
    source: '/fleet/alerts',
    author: bySystem('alerting'),
    subject: id,
    time: at,
    content: { service: { id: service.name }, ...inProduction, metric },
  });
}

export function compute(
  predicate: 'crashed' | 'restarted' | 'oomkilled',
  service: string,
  instance: string,
  at: Date,
  detail: string,
): CloudEvent {
  return cloudEvent({
    type: own(`compute.${predicate}`),
    source: '/fleet/kubernetes',
    author: bySystem('kubernetes'),
    subject: `${service}/${instance}`,
    time: at,
    content: { service: { id: service }, ...inProduction, instance, detail },
  });
}

function failingRequest({ request }: FleetService): Record<string, unknown> {
  return {
    method: request.method,
    path: request.path,
    ...(request.body ? { headers: { 'content-type': 'application/json' }, body: request.body } : {}),
    status: 500,
    expectedStatus: request.method === 'POST' ? 201 : 200,
  };
}
