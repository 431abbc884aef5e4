import type { EventDefinition } from '../../catalogue/define-event.js';
import type { CloudEventJson } from '../../codec/cloud-event.js';
import { exampleOf } from '../example-of.js';

/** An event of a type in which every field and every attribute says something, as a structured CloudEvent. */
export function fixtureExample(definition: EventDefinition): CloudEventJson {
  const data = exampleOf(definition, { whole: true });
  const { id, source, type, timestamp } = data.context;
  return {
    specversion: '1.0',
    id,
    source,
    type,
    subject: data.subject.id,
    time: timestamp,
    datacontenttype: 'application/json',
    sampledrate: '5',
    recordedtime: '2026-11-22T10:00:00.200Z',
    correlationid: 'inc-3f9a12c4',
    causationid: 'push-1',
    traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
    tracestate: 'vendor=1',
    partitionkey: 'checkout',
    authtype: 'service_account',
    authid: 'shipper',
    onbehalfof: 'ana',
    credentialid: 'ci',
    data,
  };
}
