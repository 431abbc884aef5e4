import { describe, expect, it } from 'vitest';
import { decodeEvent, encodeEvent } from '../src/index.js';
import { bareDeployed, deployed, structuredDeployed } from './support/deployed.js';
import { fieldsIn, issuesIn } from './support/issues-in.js';

type Data = typeof bareDeployed;
const withData = (data: unknown) => ({ ...structuredDeployed, data });
const changed = (change: (data: Data) => void) => {
  const data = structuredClone(bareDeployed);
  change(data);
  return withData(data);
};

describe('a CDEvent', () => {
  it('is read into content and additions side by side', () => {
    expect(decodeEvent(structuredDeployed)).toMatchObject({
      name: 'service.deployed',
      type: 'dev.cdevents.service.deployed.0.3.0',
      subject: 'checkout',
      data: {
        environment: { id: 'production' },
        artifactId: 'pkg:oci/checkout@sha256%3Aab12',
        version: 'v413',
      },
    });
  });

  it('is written whole: our additions stand in customData, nothing else is added', () => {
    expect(encodeEvent(deployed).data).toEqual({
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
      customData: { version: 'v413', summary: 'Faster basket — 30 % fewer queries' },
    });
  });

  it.each([
    ['context.id', { id: 'other' }],
    ['context.source', { source: '/other' }],
    ['context.type', { type: 'dev.cdevents.service.upgraded.0.3.0' }],
  ])('is refused if it contradicts its envelope: %s', (field, other) => {
    const event = changed((data) => Object.assign(data.context, other));
    expect(issuesIn(() => decodeEvent(event))[0]).toMatchObject({
      field,
      hint: 'Send the same value in both places.',
    });
  });

  it('may leave its id to the envelope, as some collectors do', () => {
    expect(decodeEvent(changed((data) => Object.assign(data.context, { id: '0' }))).id).toBe('deploy-1');
    expect(decodeEvent(changed((data) => Reflect.deleteProperty(data.context, 'id'))).id).toBe('deploy-1');
  });

  it('names each wrong field by its path, and says what to do', () => {
    const event = changed((data) => {
      Object.assign(data.subject.content, { environment: {}, artifactId: 7 });
      Object.assign(data.customData, { exposure: 400 });
    });
    expect(issuesIn(() => decodeEvent(event))).toEqual([
      {
        field: 'subject.content.environment.id',
        reason: 'is missing',
        hint: 'Add `subject.content.environment.id`.',
      },
      {
        field: 'subject.content.artifactId',
        reason: 'is not right: expected string, received number',
        hint: 'Send `subject.content.artifactId` as string.',
      },
      {
        field: 'customData.exposure',
        reason: 'is not right: Too big: expected number to be <=100',
        hint: 'Send a value within the limits of `customData.exposure`; see the reference of event types.',
      },
    ]);
  });

  it('is refused without data, without a subject, or as text', () => {
    const { data: _, ...without } = structuredDeployed;
    expect(fieldsIn(() => decodeEvent(without))).toEqual(['data']);
    expect(fieldsIn(() => decodeEvent(withData({ context: {} })))).toEqual(['subject']);
    expect(
      fieldsIn(() => decodeEvent({ ...structuredDeployed, datacontenttype: 'text/plain', data: 'x' })),
    ).toEqual(['datacontenttype']);
  });

  it('keeps its chain, links, schema and the subject’s source', () => {
    const event = changed((data) => {
      Object.assign(data.context, {
        chainId: 'c-1',
        schemaUri: 'https://x/s',
        links: [{ linkType: 'END', from: {} }],
      });
      Object.assign(data.subject, { source: '/cluster' });
    });
    const read = decodeEvent(event);
    expect(read.cdevent).toEqual({
      chainId: 'c-1',
      schemaUri: 'https://x/s',
      links: [{ linkType: 'END', from: {} }],
      subjectSource: '/cluster',
    });
    expect(encodeEvent(read).data).toMatchObject(event.data as object);
  });

  it('keeps custom data that we did not invent, also where it would hide the content', () => {
    const event = changed((data) =>
      Object.assign(data, { customData: { team: 'web', environment: 'prod-eu' } }),
    );
    const read = decodeEvent(event);
    expect(read.data).toMatchObject({
      team: 'web',
      environment: { id: 'production' },
      customData: { environment: 'prod-eu' },
    });
    expect(encodeEvent(read).data).toMatchObject({ customData: { team: 'web', environment: 'prod-eu' } });
  });

  it('keeps custom data that is base64', () => {
    const event = changed((data) =>
      Object.assign(data, { customData: 'AAEC', customDataContentType: 'image/png' }),
    );
    const read = decodeEvent(event);
    expect(encodeEvent(read).data).toMatchObject({ customData: 'AAEC', customDataContentType: 'image/png' });
    expect(decodeEvent(encodeEvent(read))).toEqual(read);
  });

  it('moves fields that its content may not have into customData', () => {
    const read = decodeEvent(changed((data) => Object.assign(data.subject.content, { cluster: 'eu-1' })));
    expect(read.data).toMatchObject({ cluster: 'eu-1' });
    expect(encodeEvent(read).data).toMatchObject({ customData: { cluster: 'eu-1', version: 'v413' } });
  });

  it('of our own vocabulary keeps all its content, and gets its defaults', () => {
    const read = decodeEvent({
      ...structuredDeployed,
      type: 'dev.cdeventsx.hormesis-anomaly.detected.0.1.0',
      data: {
        context: { specversion: '0.5.1' },
        subject: {
          id: 'a-1',
          content: {
            service: { id: 'checkout', team: 'web' },
            environment: { id: 'production' },
            metric: 'http.errors',
            onset: '2026-11-22T10:00:00Z',
            method: 'person',
            extra: [1],
          },
        },
      },
    });
    expect(read).toMatchObject({
      name: 'anomaly.detected',
      data: { severity: 'critical', extra: [1], service: { id: 'checkout', team: 'web' } },
    });
    expect(decodeEvent(encodeEvent(read))).toEqual(read);
  });
});
