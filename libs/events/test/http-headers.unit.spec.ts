import { describe, expect, it } from 'vitest';
import { toHttp } from '../src/index.js';
import { deployed } from './support/deployed.js';
import { onlyEvent } from './support/http.js';
import { fieldsIn } from './support/issues-in.js';

function received(headers: Record<string, string>) {
  const { 'content-type': contentType = 'application/json', ...attributes } = headers;
  return onlyEvent({
    headers: {
      'content-type': contentType,
      'ce-specversion': '1.0',
      'ce-id': '1',
      'ce-source': '/test',
      'ce-type': 'com.example.done',
      'ce-time': '2026-11-22T10:00:00Z',
      ...attributes,
    },
    body: Buffer.from('{}'),
  });
}

describe('attributes in HTTP headers', () => {
  it('are percent-encoded when sent', () => {
    const { headers } = toHttp({ ...deployed, subject: 'a "b" 100 % €😀' });
    expect(headers['ce-subject']).toBe('a%20%22b%22%20100%20%25%20%E2%82%AC%F0%9F%98%80');
  });

  it('are percent-decoded when received', () => {
    expect(received({ 'ce-subject': 'Euro%20%E2%82%AC%20%F0%9F%98%80' }).subject).toBe('Euro € 😀');
  });

  it('are decoded once only', () => {
    expect(received({ 'ce-subject': '%2525' }).subject).toBe('%25');
  });

  it('may be quoted strings with escapes', () => {
    expect(received({ 'ce-subject': '"a \\"b\\" \\\\ %E2%82%AC"' }).subject).toBe('a "b" \\ €');
  });

  it('keep a percent sign that encodes nothing', () => {
    expect(received({ 'ce-subject': '100% sure %zz' }).subject).toBe('100% sure %zz');
  });

  it('may be raw UTF-8, as servers hand it over', () => {
    expect(received({ 'ce-subject': Buffer.from('Größe', 'utf8').toString('latin1') }).subject).toBe('Größe');
  });

  it.each(['%FF', '%C3%28', 'Gr\u00f6\u00dfe'])('are refused if they are not UTF-8: %s', (subject) => {
    expect(fieldsIn(() => received({ 'ce-subject': subject }))).toEqual(['ce-subject']);
  });

  it('are refused if decoding yields a control character', () => {
    expect(fieldsIn(() => received({ 'ce-subject': 'a%0Ab' }))).toEqual(['subject']);
  });

  it('are named without regard to case', () => {
    expect(received({ 'CE-Subject': 'x', 'Ce-PartitionKey': 'k' })).toMatchObject({
      subject: 'x',
      partitionKey: 'k',
    });
  });

  it('do not hold the content type: a contradicting one is refused', () => {
    expect(received({ 'ce-datacontenttype': 'application/json' }).data).toEqual({});
    expect(fieldsIn(() => received({ 'ce-datacontenttype': 'text/plain' }))).toEqual(['datacontenttype']);
  });

  it('are not the trace of the request: only `ce-traceparent` belongs to the event', () => {
    const event = received({ traceparent: '00-1-1-01', 'ce-traceparent': '00-2-2-01' });
    expect(event.traceparent).toBe('00-2-2-01');
  });
});
