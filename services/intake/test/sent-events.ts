export const structured = 'application/cloudevents+json';
export const batch = 'application/cloudevents-batch+json';

/** A deployment as a bare CDEvent. */
export function cdEvent(id: string) {
  return {
    context: {
      specversion: '0.5.1',
      id,
      source: '/pipelines/checkout',
      type: 'dev.cdevents.service.deployed.0.3.0',
      timestamp: '2026-11-22T10:00:00.123456789Z',
    },
    subject: {
      id: 'checkout',
      content: { environment: { id: 'production' }, artifactId: 'pkg:oci/checkout@sha256%3Aab12' },
    },
    customData: { version: 'v413' },
  };
}

/** The same in a CloudEvent (structured). */
export function cloudEvent(id: string, more: Record<string, unknown> = {}) {
  const data = cdEvent(id);
  return {
    specversion: '1.0',
    id,
    source: data.context.source,
    type: data.context.type,
    subject: data.subject.id,
    time: data.context.timestamp,
    datacontenttype: 'application/json',
    data,
    ...more,
  };
}

/** The same as headers (binary). */
export function ceHeaders(id: string): Record<string, string> {
  return {
    'ce-specversion': '1.0',
    'ce-id': id,
    'ce-source': '/pipelines/checkout',
    'ce-type': 'dev.cdevents.service.deployed.0.3.0',
    'ce-subject': 'checkout',
    'ce-time': '2026-11-22T10:00:00.123456789Z',
  };
}
