import fc from 'fast-check';

type Node = Record<string, unknown>;

/** What may stand where something else was meant. */
const oddValue: fc.Arbitrary<unknown> = fc.constantFrom<unknown>(
  null,
  undefined,
  '',
  ' ',
  'x',
  '/x',
  '0',
  'a\nb',
  'a\u0000b',
  '\ud800',
  'é😀',
  'x'.repeat(10_001),
  '2026-02-29T10:00:00Z',
  '2024-02-29T10:00:00.5+01:00',
  '2026-11-31T10:00:00Z',
  '2026-11-22t10:00:00z',
  '2026-11-22T10:00:00.Z',
  '2026-1a-22T10:00:00Z',
  '2026-W47',
  'user',
  'api_key',
  'production',
  'ENABLED',
  'critical',
  'kill',
  'rollback',
  'dev.cdevents.service.deployed.0.1.0',
  'dev.cdevents.service.deployed.0.3.0',
  'dev.cdevents.service.deployed.9.0.0',
  'dev.cdeventsx.hormesis-anomaly.cleared.0.1.0',
  'dev.cdeventsx.acme-thing.done.0.1.0',
  'com.example.done',
  'text/plain',
  'application/json; charset=utf-8',
  'application/json;charset=latin1',
  0,
  -0,
  -1,
  1.5,
  101,
  1e300,
  Number.POSITIVE_INFINITY,
  Number.NaN,
  2 ** 53,
  true,
  [],
  ['x'],
  [1, { a: 'b' }],
  ['\u0000'],
  {},
  { id: 'x' },
  { id: '' },
  { id: 'x', source: '/y', team: 'web' },
  { kind: 'kill', flag: 'f' },
  { kind: 'rollback', service: 's', environment: 'e', more: { a: 1 } },
  { environment: 'prod-eu', version: 'v1' },
  { '\ud800': 1 },
  JSON.parse('{"__proto__":{"a":1}}'),
  new Date(0),
  nested(40),
);

const oddKey = fc.constantFrom(
  ...[
    'data',
    'data_base64',
    'datacontenttype',
    'dataschema',
    'specversion',
    'id',
    'source',
    'type',
    'subject',
  ],
  ...[
    'time',
    'recordedtime',
    'authtype',
    'authid',
    'onbehalfof',
    'credentialid',
    'sampledrate',
    'traceParent',
  ],
  ...[
    'constructor',
    '__proto__',
    'x_y',
    '\u0000',
    '',
    'context',
    'customData',
    'customDataContentType',
    'links',
  ],
  ...['content', 'timestamp', 'version', 'chain_id', 'chainId', 'schemaUri', 'url', 'uri', 'environment'],
  ...['service', 'severity', 'outcome', 'artifactId', 'onset', 'repository', 'team', 'toString'],
);

type Mutation = {
  place: number;
  key: string;
  existing: number;
  kind: 'change' | 'add' | 'delete';
  value: unknown;
};

const mutation: fc.Arbitrary<Mutation> = fc.record({
  place: fc.nat(),
  key: oddKey,
  existing: fc.nat(),
  kind: fc.constantFrom('change', 'change', 'add', 'delete'),
  value: oddValue,
});

/** A JSON value with up to three odd changes somewhere in it. */
export function mutated(json: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.tuple(json, fc.array(mutation, { maxLength: 3 })).map(([value, mutations]) => {
    const copy = structuredClone(value);
    for (const one of mutations) mutate(copy, { ...one, value: structuredClone(one.value) });
    return copy;
  });
}

function mutate(json: unknown, { place, key, existing, kind, value }: Mutation): void {
  const objects = objectsIn(json);
  const target = objects[place % objects.length];
  if (!target) return;
  const keys = Object.keys(target);
  const old = keys[existing % Math.max(1, keys.length)];
  if (Array.isArray(target)) target[existing % (target.length + 1)] = value;
  else if (kind === 'add') define(target, key, value);
  else if (old === undefined) return;
  else if (kind === 'change') define(target, old, value);
  else delete target[old];
}

/** As `JSON.parse` does it, also for `__proto__`. */
function define(target: Node, key: string, value: unknown): void {
  Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
}

function objectsIn(json: unknown): Node[] {
  if (typeof json !== 'object' || json === null) return [];
  return [json as Node, ...Object.values(json).flatMap(objectsIn)];
}

function nested(levels: number): unknown {
  return levels === 0 ? 1 : { a: nested(levels - 1) };
}
