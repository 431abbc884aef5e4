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

export const bulkSuccess = {
  type: 'object',
  properties: { flags: { type: 'array', items: { oneOf: [success, failure] } }, metadata },
  required: ['flags'],
  additionalProperties: false,
};

export const bulkFailure = {
  type: 'object',
  properties: { errorCode: { type: 'string' }, errorDetails },
  required: ['errorCode'],
  additionalProperties: false,
};
