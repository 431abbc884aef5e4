import { Ajv2020 } from 'ajv/dist/2020.js';
import {
  type EvaluationFlagValue,
  type EvaluationRequest,
  handleEvaluationError,
  OFREPApi,
  toResolutionDetails,
} from 'ofrep-core-2';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import * as ofrep from './ofrep-schema.js';
import { type Answer, caller, onOff, startFlags } from './start-flags.js';

let flags: Awaited<ReturnType<typeof startFlags>>;
let call: ReturnType<typeof caller>;
const ajv = new Ajv2020({ allowUnionTypes: true });

const schemas = {
  200: ofrep.success,
  400: ofrep.failure,
  404: ofrep.notFound,
  500: ofrep.generalError,
} as const;
const bulkSchemas = { 200: ofrep.bulkSuccess, 400: ofrep.bulkFailure, 500: ofrep.generalError } as const;

const one = async (key: string, body?: unknown): Promise<Answer> => {
  const answer = await call('POST', `/ofrep/v1/evaluate/flags/${key}`, body);
  conforms(schemas, answer);
  return answer;
};

const all = async (body?: unknown, headers = {}): Promise<Answer> => {
  const answer = await call('POST', '/ofrep/v1/evaluate/flags', body, headers);
  if (answer.status !== 304) conforms(bulkSchemas, answer);
  return answer;
};

function conforms(allowed: Readonly<Record<number, object>>, { status, headers, body }: Answer) {
  const schema = allowed[status];
  expect(schema, `OFREP has no body for status ${status}`).toBeDefined();
  expect(headers.get('content-type')).toMatch(/^application\/json/);
  expect(ajv.validate(schema ?? {}, body), ajv.errorsText()).toBe(true);
}

beforeAll(async () => {
  flags = await startFlags();
  await define('on', onOff.definition);
  await define('off', { ...onOff.definition, state: 'DISABLED' });
  await define('code-default', { ...onOff.definition, defaultVariant: null });
  await define('split', {
    ...onOff.definition,
    targeting: {
      fractional: [
        ['on', 50],
        ['off', 50],
      ],
    },
  });
  await define('banner', { state: 'ENABLED', variants: { a: { text: 'hi' } }, defaultVariant: 'a' });
  await define('size', { state: 'ENABLED', variants: { s: 1.5 }, defaultVariant: 's' });
  await define('broken', { ...onOff.definition, targeting: { if: [true, 'blue'] } });
  call = caller(flags.url, 'shop-secret');
});
afterAll(() => flags.stop());

async function define(key: string, definition: object) {
  expect(await caller(flags.url)('PUT', `/api/flags/${key}`, { definition })).toMatchObject({ status: 202 });
}

describe('one flag over OFREP', () => {
  it('has a value, a variant, a reason and its revision', async () => {
    expect((await one('on', { context: { targetingKey: 'ana' } })).body).toEqual({
      key: 'on',
      value: true,
      variant: 'on',
      reason: 'STATIC',
      metadata: { flagSetId: 'hormesis', version: '1' },
    });
    expect((await one('banner', {})).body).toMatchObject({ value: { text: 'hi' } });
    expect((await one('size')).body).toMatchObject({ value: 1.5 });
    expect((await one('split', { context: { targetingKey: 'ana' } })).body).toMatchObject({
      reason: 'SPLIT',
    });
  });

  it('has no value where the default in the code is meant', async () => {
    const off = await one('off', { context: {} });
    expect(off).toMatchObject({ status: 200, body: { reason: 'DISABLED' } });
    expect(off.body).not.toHaveProperty('value');
    const left = await one('code-default', { context: {} });
    expect(left).toMatchObject({ status: 200, body: { reason: 'UNKNOWN' } });
    expect(left.body).not.toHaveProperty('value');
  });

  it.each([
    ['nobody', { context: {} }, 404, 'FLAG_NOT_FOUND'],
    ['split', { context: {} }, 400, 'TARGETING_KEY_MISSING'],
    ['broken', { context: {} }, 400, 'GENERAL'],
    ['on', '{"context":', 400, 'PARSE_ERROR'],
    ['on', '[]', 400, 'INVALID_CONTEXT'],
    ['on', { context: 'ana' }, 400, 'INVALID_CONTEXT'],
    ['on', { context: { targetingKey: 7 } }, 400, 'INVALID_CONTEXT'],
  ])('%s with %j is %i %s', async (key, body, status, errorCode) => {
    expect(await one(key, body)).toMatchObject({ status, body: { key, errorCode } });
  });

  it('needs a credential that may read, as a bearer token or an API key', async () => {
    const path = '/ofrep/v1/evaluate/flags/on';
    expect(await caller(flags.url, '')('POST', path, {})).toMatchObject({ status: 401 });
    expect(await caller(flags.url, 'ci-secret-1')('POST', path, {})).toMatchObject({ status: 403 });
    expect(await caller(flags.url, '')('POST', path, {}, { 'x-api-key': 'shop-secret' })).toMatchObject({
      status: 200,
    });
  });
});

describe('all flags over OFREP', () => {
  it('come at once, each with its answer or its error', async () => {
    const { body } = await all({ context: {} });
    const byKey = Object.fromEntries(
      (body as { flags: { key: string }[] }).flags.map((flag) => [flag.key, flag]),
    );
    expect(Object.keys(byKey)).toEqual(['banner', 'broken', 'code-default', 'off', 'on', 'size', 'split']);
    expect(byKey).toMatchObject({
      on: { value: true },
      off: { reason: 'DISABLED' },
      split: { errorCode: 'TARGETING_KEY_MISSING' },
      broken: { errorCode: 'GENERAL' },
    });
  });

  it('are not sent again to who has them', async () => {
    const context = { context: { targetingKey: 'ana' } };
    const first = await all(context);
    const etag = first.headers.get('etag') ?? '';
    expect(etag).toMatch(/^"[\w-]+"$/);
    expect(await all(context, { 'if-none-match': etag })).toMatchObject({ status: 304, body: undefined });
    expect(await all(context, { 'if-none-match': `"other", W/${etag}` })).toMatchObject({ status: 304 });
    await define('fresh', onOff.definition);
    const next = await all(context, { 'if-none-match': etag });
    expect(next.status).toBe(200);
    expect(next.headers.get('etag')).not.toBe(etag);
  });

  it('say what is wrong with the request', async () => {
    expect(await all('{')).toMatchObject({ status: 400, body: { errorCode: 'PARSE_ERROR' } });
    expect(await all({ context: [] })).toMatchObject({ status: 400, body: { errorCode: 'INVALID_CONTEXT' } });
  });
});

describe('a fault of ours', () => {
  it('is answered as OFREP does, and gives nothing of the inside away', async () => {
    const fault = () => {
      throw new Error('a detail of the inside');
    };
    vi.spyOn(flags.set, 'evaluate').mockImplementationOnce(fault);
    vi.spyOn(flags.set, 'evaluateAll').mockImplementationOnce(fault);
    for (const answer of [await one('on', {}), await all({})]) {
      expect(answer).toMatchObject({
        status: 500,
        body: { errorDetails: expect.stringMatching(/Request \S+\./) },
      });
      expect(JSON.stringify(answer.body)).not.toContain('inside');
    }
    expect(await one('on', {})).toMatchObject({ status: 200 });
  });
});

describe('OpenFeature’s own reading of OFREP', () => {
  const api = () =>
    new OFREPApi({ baseUrl: flags.url, headers: [['authorization', 'Bearer shop-secret']] }, fetch);
  const details = async (
    key: string,
    mine: EvaluationFlagValue,
    context: EvaluationRequest['context'] = {},
  ) => {
    const { value, httpStatus } = await api().postEvaluateFlag(key, { context });
    return httpStatus === 200
      ? toResolutionDetails<EvaluationFlagValue>(value, mine)
      : handleEvaluationError<EvaluationFlagValue>(value, mine);
  };

  it.each([
    ['on', false, {}, { value: true, variant: 'on', reason: 'STATIC' }],
    ['off', true, {}, { value: true, reason: 'DISABLED' }],
    ['code-default', true, {}, { value: true }],
    ['size', 0, {}, { value: 1.5 }],
    ['banner', {}, {}, { value: { text: 'hi' } }],
    ['split', false, { targetingKey: 'ana' }, { reason: 'SPLIT' }],
    ['split', true, {}, { value: true, errorCode: 'TARGETING_KEY_MISSING' }],
    ['broken', true, {}, { value: true, errorCode: 'GENERAL' }],
    ['nobody', true, {}, { value: true, errorCode: 'FLAG_NOT_FOUND' }],
    ['size', true, {}, { value: true, errorCode: 'TYPE_MISMATCH' }],
  ])('takes %s, where the code has %j, with %j for %j', async (key, mine, context, expected) => {
    expect(await details(key, mine, context)).toMatchObject(expected);
  });

  it('takes a repeated bulk evaluation for unchanged', async () => {
    const first = await api().postBulkEvaluateFlags({ context: {} });
    expect(first).toMatchObject({ httpStatus: 200, value: { eventStreams: [{ type: 'sse' }] } });
    const etag = first.httpResponse?.headers.get('etag');
    expect(await api().postBulkEvaluateFlags({ context: {} }, etag)).toMatchObject({ httpStatus: 304 });
  });
});
