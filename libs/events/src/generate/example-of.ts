import type { EventDefinition } from '../catalogue/define-event.js';
import { fullType } from '../catalogue/define-event.js';
import type { CdEventJson } from '../cdevents/cd-event.js';
import { specVersion } from '../cdevents/cd-event.js';
import { type JsonSchema, jsonSchemaOf } from './json-schema.js';

/**
 * An example of a type, as a bare CDEvent: one continued story about a checkout service. An optional field that the
 * story says nothing of is left out, unless the example has to be `whole`.
 */
export function exampleOf(definition: EventDefinition, { whole = false } = {}): CdEventJson {
  const story = { told: { ...values, ...particular[definition.name] }, whole };
  const content = exampleValue(jsonSchemaOf(definition.content), '', story) as Record<string, unknown>;
  const custom = exampleValue(jsonSchemaOf(definition.custom), '', story) as Record<string, unknown>;
  const subject = definition.name.split('.')[0] ?? '';
  return {
    context: {
      specversion: specVersion,
      id: `example-${definition.name.replace('.', '-')}`,
      source: '/examples',
      type: fullType(definition),
      timestamp: '2026-11-22T10:00:00Z',
    },
    subject: { id: subjects[subject] ?? `${subject}-1`, content },
    ...(Object.keys(custom).length > 0 ? { customData: custom } : {}),
  };
}

type Values = Readonly<Record<string, unknown>>;

/** What to say: values by field name; whether also in the optional fields for which there is no value. */
type Story = { told: Values; whole: boolean };

/** The ids that stand as `subject.id` in the examples, by subject. */
const subjects: Readonly<Record<string, string>> = {
  action: 'act-1',
  anomaly: 'anomaly-1',
  artifact: 'pkg:oci/checkout@sha256%3Aab12',
  attribution: 'inc-3f9a12c4',
  branch: 'main',
  case: 'inc-3f9a12c4',
  change: '42',
  dependency: 'checkout/payments',
  drift: 'act-1',
  drill: 'drill-1',
  environment: 'production',
  featureflag: 'checkout-v2',
  incident: 'inc-3f9a12c4',
  policy: 'checkout/production',
  postmortem: '2026-W47',
  proposal: 'prop-1',
  repository: 'acme/shop',
  service: 'checkout',
  signal: 'checkout/production/http.errors',
  ticket: 'SHOP-7',
};

/** Values that say something, by field name; an optional field without one is left out of the example. */
const values: Values = {
  anomaly: 'anomaly-1',
  artifactId: 'pkg:oci/checkout@sha256%3Aab12',
  at: '2026-11-22T09:58:00Z',
  bad: 31,
  change: { id: '4c1b9e2' },
  class: 'detects-earlier',
  creator: 'ana',
  defaultVariant: 'on',
  digest: 'a3f1c9',
  due: '2026-12-04T00:00:00Z',
  durationMs: 10_000,
  environment: 'production',
  eventId: 'example-service-deployed',
  evidence: ['example-anomaly-detected'],
  exposure: 10,
  fingerprint: 'http.errors/checkout/deployment',
  flag: 'checkout-v2',
  format: 'application/pdf',
  from: '2026-11-16T00:00:00Z',
  incident: 'inc-3f9a12c4',
  latency: { count: 1_200, sumMs: 93_600, le: { '50': 730, '100': 1_010, '500': 1_184, '+Inf': 1_200 } },
  mediaType: 'text/yaml',
  method: 'alertmanager',
  metric: 'http.errors',
  name: 'shop',
  note: 'Payment provider confirms: their side is fine.',
  onset: '2026-11-22T09:59:20Z',
  percentage: 10,
  pipelineName: 'release',
  positions: { 'hormesis.incidents/0': 48213 },
  previousVersion: 'v412',
  probability: 0.94,
  rationale: 'Errors rose 40 s before anybody was told.',
  reason: 'Errors since the change.',
  resolution: 'completed',
  record: { confirmed: 14, wrong: 0, precision: 1, atLeast: 0.807, atMost: 1 },
  reversible: true,
  rule: { service: 'checkout', environment: 'production', changeKind: 'flag' },
  rung: 'rollback',
  service: 'checkout',
  severity: 'critical',
  signature: 'MEUCIQDx',
  start: '2026-11-22T09:59:50Z',
  subject: 'checkout',
  summary: 'Faster basket: a third fewer queries',
  taskName: 'build',
  ticketURI: 'https://tickets.example/SHOP-7',
  title: 'Alert on errors in checkout within 20 s',
  to: '2026-11-23T00:00:00Z',
  total: 1_200,
  toVersion: 'v412',
  uri: 'https://shop.example/runs/7',
  userFacing: true,
  variant: 'on',
  variants: { on: true, off: false },
  verification: 'It fires when the recorded errors are replayed.',
  version: 'v413',
  week: '2026-W47',
};

/** What the story says otherwise in some types. */
const particular: Readonly<Record<string, Values>> = {
  'anomaly.detected': { summary: '31 of 1,200 requests to checkout fail' },
  'attribution.ranked': { method: 'recency', evidence: ['It began 40 s before the errors.'] },
  'freeze.declared': {
    weekly: { from: 'fri 16:00', to: 'mon 08:00', timeZone: 'Europe/Berlin' },
    reason: 'Nobody is there to look.',
  },
  'incident.recovered': {
    method: 'reverse-test/1',
    evidence: ['3 of 4,100 requests failed, 212 of 3,900 before.'],
  },
  'mark.placed': { reason: 'It migrated the orders table.' },
  'ticket.created': { summary: 'Checkout fails for some cards' },
  'ticket.updated': { summary: 'Checkout fails for some cards' },
  'ticket.closed': { summary: 'Checkout fails for some cards' },
};

function exampleValue(schema: JsonSchema, name: string, story: Story): unknown {
  if (fits(story.told[name], schema)) return story.told[name];
  if ('const' in schema) return schema.const;
  if (schema.enum) return schema.enum[0];
  const choice = (schema.anyOf ?? schema.oneOf)?.[0];
  if (choice) return exampleValue(choice, name, story);
  switch (Array.isArray(schema.type) ? schema.type[0] : schema.type) {
    case 'object':
      return exampleObject(schema, name, story);
    case 'array':
      return [exampleValue(schema.items ?? {}, name, story)];
    case 'integer':
    case 'number':
      return schema.minimum ?? 1;
    case 'boolean':
      return true;
    case 'null':
      return null;
    default:
      return schema.format === 'date-time' ? '2026-11-22T10:00:00Z' : (references[name] ?? `${name}-1`);
  }
}

const references: Readonly<Record<string, string>> = {
  content: 'groups: []',
  path: '/checkout',
};

function exampleObject({ properties = {}, required = [] }: JsonSchema, name: string, story: Story): unknown {
  const named: Readonly<Record<string, string>> = {
    callee: 'payments',
    environment: 'production',
    pipelineRun: 'run-7',
    repository: 'acme/shop',
    service: 'checkout',
    testCase: 'pays-by-card',
    testSuite: 'e2e',
    testSuiteRun: 'e2e-7',
  };
  return Object.fromEntries(
    Object.entries(properties)
      .filter(
        ([key, field]) =>
          required.includes(key) ||
          story.whole ||
          (name !== 'failingRequest' && isTold(key, field, story.told)),
      )
      .map(([key, field]) => [
        key,
        key === 'id' && named[name] ? named[name] : exampleValue(field, key, story),
      ]),
  );
}

/** Whether an optional field has something to say in an example. */
function isTold(key: string, field: JsonSchema, values: Values): boolean {
  return key === 'service' || key === 'environment' || fits(values[key], field);
}

function fits(value: unknown, schema: JsonSchema): boolean {
  if (value === undefined || 'const' in schema) return false;
  if (schema.enum) return schema.enum.includes(value);
  if (schema.required?.some((key) => !Object.hasOwn(Object(value), key))) return false;
  const types = [schema.type ?? []].flat();
  const type = Array.isArray(value) ? 'array' : typeof value;
  return types.includes(type) || (type === 'number' && types.includes('integer'));
}
