import fc from 'fast-check';

export type Schema = {
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  minItems?: number;
  additionalProperties?: Schema | boolean;
  format?: string;
  pattern?: string;
  minimum?: number;
  maximum?: number;
  minLength?: number;
};

/** Any value that fits a JSON schema of the kind that our event schemas become. */
export function anyOfSchema(schema: Schema): fc.Arbitrary<unknown> {
  if ('const' in schema) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return fc.oneof(...choices.map(anyOfSchema));
  if (Array.isArray(schema.type)) {
    return fc.oneof(...schema.type.map((type) => anyOfSchema({ ...schema, type })));
  }
  switch (schema.type) {
    case 'object':
      return anyObject(schema);
    case 'array':
      return fc.array(anyOfSchema(schema.items ?? {}), { minLength: schema.minItems ?? 0, maxLength: 3 });
    case 'string':
      return anyText(schema);
    case 'integer':
      return fc.integer({ min: schema.minimum ?? -1_000, max: schema.maximum ?? 1_000_000 });
    case 'number':
      return fc
        .double({ min: schema.minimum ?? -1e6, max: schema.maximum ?? 1e6, noNaN: true })
        .map((value) => (Object.is(value, -0) ? 0 : value));
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    default:
      return fc.constantFrom<unknown>('any', 1, true, { any: 'thing' });
  }
}

function anyObject({ properties = {}, required = [], additionalProperties }: Schema): fc.Arbitrary<unknown> {
  if (Object.keys(properties).length === 0 && typeof additionalProperties === 'object') {
    return fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), anyOfSchema(additionalProperties), {
      maxKeys: 3,
    });
  }
  const fields = Object.fromEntries(
    Object.entries(properties).map(([key, value]) => [key, anyOfSchema(value)]),
  );
  return fc.record(fields, { requiredKeys: required.filter((key) => key in fields) });
}

function anyText({ format, pattern, minLength = 0 }: Schema): fc.Arbitrary<string> {
  if (format === 'date-time') return anyInstant;
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern));
  return anyWord(minLength);
}

const anyInstant = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2099-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString());

/** A short text with what is special in headers, and beyond ASCII. */
export function anyWord(minLength: number): fc.Arbitrary<string> {
  return fc.string({ unit: fc.constantFrom(...'abcXYZ019 %",;=\\/_.:-é€😀'), minLength, maxLength: 12 });
}
