/**
 * The answers that OFREP 0.3.0 allows, as JSON Schemas of our own after its OpenAPI document
 * (open-feature/protocol, service/openapi.yaml) and its ADR 0006, closed where the protocol names every field.
 */
const key = { type: 'string' };
const metadata = { type: 'object', additionalProperties: { type: ['string', 'number', 'boolean'] } };
const errorDetails = { type: 'string' };

export const success = {
  type: 'object',
  properties: {
    key,
    reason: { enum: ['STATIC', 'TARGETING_MATCH', 'SPLIT', 'DISABLED', 'UNKNOWN'] },
    variant: { type: 'string' },
    metadata,
    value: { type: ['boolean', 'string', 'number', 'object'] },
  },
  required: ['key', 'reason'],
  additionalProperties: false,
};

export const failure = {
  type: 'object',
  properties: {
    key,
    errorCode: { enum: ['PARSE_ERROR', 'TARGETING_KEY_MISSING', 'INVALID_CONTEXT', 'GENERAL'] },
    errorDetails,
    metadata,
  },
  required: ['key', 'errorCode'],
  additionalProperties: false,
};

export const notFound = {
  type: 'object',
  properties: { key, errorCode: { const: 'FLAG_NOT_FOUND' }, errorDetails, metadata },
  required: ['key', 'errorCode'],
  additionalProperties: false,
};

/** Either an address, or where on the server that was asked (service/adrs/0008). */
const eventStream = {
  type: 'object',
  properties: {
    type: { type: 'string' },
    url: { type: 'string' },
    endpoint: {
      type: 'object',
      properties: { origin: { type: 'string' }, requestUri: { type: 'string' } },
      required: ['requestUri'],
      additionalProperties: false,
    },
    inactivityDelaySec: { type: 'integer', minimum: 0 },
  },
  required: ['type'],
  oneOf: [{ required: ['url'] }, { required: ['endpoint'] }],
  additionalProperties: false,
};

export const bulkSuccess = {
  type: 'object',
  properties: {
    flags: { type: 'array', items: { oneOf: [success, failure] } },
    metadata,
    eventStreams: { type: 'array', items: eventStream },
  },
  required: ['flags'],
  additionalProperties: false,
};

export const bulkFailure = {
  type: 'object',
  properties: { errorCode: { type: 'string' }, errorDetails },
  required: ['errorCode'],
  additionalProperties: false,
};

export const generalError = {
  type: 'object',
  properties: { errorDetails },
  additionalProperties: false,
};

/** The JSON in the data of an event of the change stream (service/event-streams.yaml, `sseEventData`). */
export const eventData = {
  type: 'object',
  properties: {
    type: { type: 'string' },
    etag: { type: 'string' },
    lastModified: { type: ['integer', 'string'], minimum: 0 },
  },
  required: ['type'],
};
