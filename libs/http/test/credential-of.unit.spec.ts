import { credentialOf } from '@hormesis/http';
import { describe, expect, it } from 'vitest';

const from = (headers: Record<string, string>, url = '/api/flags') => credentialOf({ headers, url });

describe('the credential of a request', () => {
  it.each([
    ['a bearer token', from({ authorization: 'Bearer s3cret' })],
    ['a bearer token in small letters', from({ authorization: 'bearer s3cret' })],
    ['an API key, as OFREP clients send it', from({ 'x-api-key': 's3cret' })],
    ['a query parameter, as CloudEvents webhooks may send it', from({}, '/v1/events?access_token=s3cret')],
    ['the session cookie', from({ cookie: 'theme=dark; hormesis_session=s3cret' })],
  ])('is found in %s', (_, credential) => {
    expect(credential).toBe('s3cret');
  });

  it('is none where there is none', () => {
    expect(from({})).toBeUndefined();
    expect(from({ authorization: 'Basic czNjcmV0' })).toBeUndefined();
    expect(from({ cookie: 'other_session=s3cret' })).toBeUndefined();
  });
});
