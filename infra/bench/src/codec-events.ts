import { type Event, type EventName, type StatementOf, stateEvent } from '@hormesis/events';

/** A type of the mix: how many of a hundred events are of it, and the n-th of them. */
export type Share = { share: number; event: (n: number) => Event };

/** Events as they lie on the log: mostly signals and changes, then what is decided of them, and what others send. */
export const shares: Readonly<Record<string, Share>> = {
  'signal.measured': { share: 38, event: signal },
  'service.deployed': { share: 14, event: deployment },
  'featureflag.flipped': { share: 8, event: flip },
  'featureflag.ramped': { share: 6, event: ramp },
  'anomaly.detected': { share: 5, event: anomaly },
  'attribution.ranked': { share: 4, event: attribution },
  'action.requested': { share: 4, event: actionRequested },
  'action.completed': { share: 4, event: actionCompleted },
  'incident.detected': { share: 4, event: incident },
  'incident.annotated': { share: 3, event: annotation },
  'incident.resolved': { share: 3, event: resolution },
  'testsuiterun.finished': { share: 3, event: testRun },
  'unknown type': { share: 4, event: unknown },
};

const begin = Date.parse('2026-11-22T10:00:00.000Z');
const at = (n: number) => new Date(begin + n * 977).toISOString();
const service = (n: number) => ({ id: `service-${n % 50}` });
const environment = { id: 'production' };

function stated<Name extends EventName>(n: number, source: string, statement: StatementOf<Name>): Event {
  return stateEvent(statement, { source, time: at(n), recordedTime: at(n + 1), partitionKey: service(n).id });
}

function decided<Name extends EventName>(n: number, statement: StatementOf<Name>): Event {
  const correlationId = `inc-${n}`;
  const causationId = `0198f3a2-7a5e-7c31-9d52-${String(n).padStart(12, '0')}`;
  return stateEvent(statement, {
    source: '/hormesis/guardian',
    time: at(n),
    correlationId,
    causationId,
    actor: { kind: 'system', id: 'guardian' },
  });
}

function signal(n: number): Event {
  return stated(n, '/meters/envoy', {
    name: 'signal.measured',
    subject: `${service(n).id}/production/http.errors`,
    data: {
      service: service(n),
      environment,
      metric: 'http.errors',
      cohort: n % 2 === 0 ? 'exposed' : 'unexposed',
      start: at(n - 10),
      durationMs: 10_000,
      total: 1200 + (n % 97),
      bad: n % 31,
      latencyMs: { p50: 12.5, p95: 48.25, p99: 120 + (n % 7) },
    },
  });
}

function deployment(n: number): Event {
  return stated(n, '/pipelines/shop', {
    name: 'service.deployed',
    subject: service(n).id,
    data: {
      environment,
      artifactId: `pkg:oci/${service(n).id}@sha256%3A${n.toString(16).padStart(12, '0')}`,
      version: `v${n}`,
      previousVersion: `v${n - 1}`,
      commit: n.toString(16).padStart(40, 'a'),
      summary: `Faster basket, step ${n}`,
      userFacing: true,
      flag: 'checkout-v2',
    },
  });
}

function flip(n: number): Event {
  return stated(n, '/flags', {
    name: 'featureflag.flipped',
    subject: `flag-${n % 200}`,
    data: {
      service: service(n),
      environment,
      state: n % 2 === 0 ? 'ENABLED' : 'DISABLED',
      previousState: n % 2 === 0 ? 'DISABLED' : 'ENABLED',
      reason: `Step ${n} of the launch plan`,
      revision: n + 1,
    },
  });
}

function ramp(n: number): Event {
  return stated(n, '/flags', {
    name: 'featureflag.ramped',
    subject: `flag-${n % 200}`,
    data: {
      service: service(n),
      environment,
      variant: 'on',
      percentage: n % 100,
      previousPercentage: (n + 90) % 100,
      reason: 'ramp',
      revision: n + 1,
    },
  });
}

function anomaly(n: number): Event {
  return stated(n, '/alertmanager', {
    name: 'anomaly.detected',
    subject: `anomaly-${n}`,
    data: {
      service: service(n),
      environment,
      metric: 'http.errors',
      onset: at(n - 40),
      method: 'alertmanager',
      severity: 'critical',
      summary: `${n % 500} of 1,200 requests fail`,
      observed: 0.026,
      expected: 0.001,
    },
  });
}

function attribution(n: number): Event {
  const change = (k: number) => ({
    eventId: `deploy-${n}-${k}`,
    source: '/pipelines/shop',
    kind: 'deployment' as const,
    service: service(n).id,
    subject: service(n).id,
    summary: `Faster basket, step ${k}`,
    at: at(n - k),
    reversible: true,
  });
  return decided(n, {
    name: 'attribution.ranked',
    subject: `inc-${n}`,
    data: {
      service: service(n),
      environment,
      anomaly: `anomaly-${n}`,
      method: 'recency',
      candidates: [
        { change: change(1), probability: 0.9, evidence: ['It began 40 s before the errors.'] },
        { change: change(2), probability: 0.06, evidence: ['It began 400 s before the errors.'] },
        { change: null, probability: 0.04, evidence: [] },
      ],
    },
  });
}

function actionRequested(n: number): Event {
  return decided(n, {
    name: 'action.requested',
    subject: `act-${n}`,
    data: {
      service: service(n),
      environment,
      incident: `inc-${n}`,
      target: { kind: 'kill', flag: `flag-${n % 200}` },
      change: `deploy-${n}-1`,
      reason: 'Errors since the change.',
    },
  });
}

function actionCompleted(n: number): Event {
  return decided(n, {
    name: 'action.completed',
    subject: `act-${n}`,
    data: {
      service: service(n),
      environment,
      incident: `inc-${n}`,
      target: {
        kind: 'rollback',
        service: service(n).id,
        environment: 'production',
        toVersion: `v${n - 1}`,
      },
      durationMs: 11.25,
    },
  });
}

function incident(n: number): Event {
  return decided(n, {
    name: 'incident.detected',
    subject: `inc-${n}`,
    data: {
      environment,
      service: service(n),
      description: `Errors in ${service(n).id}`,
      anomaly: `anomaly-${n}`,
      severity: 'critical',
      onset: at(n - 40),
    },
  });
}

function annotation(n: number): Event {
  return decided(n, {
    name: 'incident.annotated',
    subject: `inc-${n}`,
    data: {
      service: service(n),
      environment,
      note: 'Der Zahlungsanbieter bestätigt: bei ihm ist alles gut.',
    },
  });
}

function resolution(n: number): Event {
  return decided(n, {
    name: 'incident.resolved',
    subject: `inc-${n}`,
    data: { environment, service: service(n), resolution: 'The flag was turned off.' },
  });
}

function testRun(n: number): Event {
  return stated(n, '/pipelines/shop', {
    name: 'testsuiterun.finished',
    subject: `run-${n}`,
    data: { environment, testSuite: { id: 'e2e', name: 'End to end' }, outcome: 'success' },
  });
}

function unknown(n: number): Event {
  const type = 'com.example.build.cached';
  return {
    name: type,
    type,
    subject: `build-${n}`,
    id: `build-cache-${n}`,
    source: '/builders/7',
    time: at(n),
    recordedTime: at(n + 1),
    data: { hit: n % 2 === 0, keys: ['a', 'b'], bytes: n * 1024, at: { zone: 'eu-1', node: `n${n % 9}` } },
  };
}
