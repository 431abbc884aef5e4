import { type EventOf, stateEvent } from '../../src/index.js';

/** A deployment, with everything that an envelope may carry. */
export const deployed: EventOf<'service.deployed'> = stateEvent(
  {
    name: 'service.deployed',
    subject: 'checkout',
    data: {
      environment: { id: 'production' },
      artifactId: 'pkg:oci/checkout@sha256%3Aab12',
      version: 'v413',
      summary: 'Faster basket — 30 % fewer queries',
    },
  },
  {
    id: 'deploy-1',
    source: '/pipelines/checkout',
    time: '2026-11-22T10:00:00.123456789+01:00',
    recordedTime: '2026-11-22T09:00:00.200Z',
    correlationId: 'inc-1',
    causationId: 'push-1',
    actor: { kind: 'agent', id: 'shipper', onBehalfOf: 'ana', credential: 'ci' },
    traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
    tracestate: 'vendor=1',
    partitionKey: 'checkout',
  },
);

/** The same as a bare CDEvent, as somebody else would write it. */
export const bareDeployed = {
  context: {
    specversion: '0.5.1',
    id: 'deploy-1',
    source: '/pipelines/checkout',
    type: 'dev.cdevents.service.deployed.0.3.0',
    timestamp: '2026-11-22T10:00:00.123456789+01:00',
  },
  subject: {
    id: 'checkout',
    content: { environment: { id: 'production' }, artifactId: 'pkg:oci/checkout@sha256%3Aab12' },
  },
  customData: { version: 'v413' },
};

/** The same in a CloudEvent (structured). */
export const structuredDeployed = {
  specversion: '1.0',
  id: 'deploy-1',
  source: '/pipelines/checkout',
  type: 'dev.cdevents.service.deployed.0.3.0',
  subject: 'checkout',
  time: '2026-11-22T10:00:00.123456789+01:00',
  datacontenttype: 'application/json',
  data: bareDeployed,
};
