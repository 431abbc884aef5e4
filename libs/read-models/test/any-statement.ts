import type { StatementOf } from '@hormesis/events';
import fc from 'fast-check';
import { anyLearning } from './any-learning.js';

const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const named = (...ids: string[]) => fc.record({ id: fc.constantFrom(...ids) });
const service = named('checkout', 'search');
const environment = named('production', 'staging');
const incident = fc.constantFrom('inc-1', 'inc-2');
const text = fc.constantFrom('it fails', 'Zwölf %', '😀 "quoted" \\n');
const state = fc.constantFrom('ENABLED', 'DISABLED');
const place = { service, environment };

const deployed = (name: string) =>
  fc.record({
    name: fc.constant(name),
    subject: fc.constantFrom('checkout', 'search'),
    data: fc.record({
      environment,
      artifactId: fc.constantFrom('pkg:oci/checkout@v1', 'pkg:oci/checkout@sha256%3A0123456789abcdef'),
      version: optional(fc.constantFrom('v1', 'v2')),
      exposure: optional(fc.constantFrom(0, 12.5, 100)),
      flag: optional(fc.constant('new-cart')),
    }),
  });

const about = (names: string[], subjects: fc.Arbitrary<string>, data: fc.Arbitrary<object>) =>
  fc.record({ name: fc.constantFrom(...names), subject: subjects, data });

const flagOf = {
  service: optional(service),
  environment: optional(environment),
  reason: optional(text),
  revision: optional(fc.integer({ min: 1, max: 9 })),
};
const flags = fc.constantFrom('new-cart', 'express-pay');
const definition = fc.record({
  state,
  variants: fc.constant({ on: true, off: false }),
  defaultVariant: fc.constantFrom('on', 'off', null),
});

const change = optional(fc.constantFrom('e1', 'e2')).map((eventId) =>
  eventId === undefined
    ? null
    : {
        eventId,
        kind: 'deployment',
        service: 'checkout',
        subject: 'checkout',
        summary: 's',
        at: 'then',
        reversible: true,
      },
);
const candidate = fc.record({
  change,
  probability: fc.constantFrom(0.1, 0.5, 0.9),
  evidence: fc.array(text),
});
const actionOf = {
  ...place,
  incident,
  target: fc.constantFrom(
    { kind: 'kill', flag: 'new-cart' },
    { kind: 'rollback', service: 'checkout', environment: 'production' },
    { kind: 'pause', flag: 'new-cart' },
  ),
  reason: text,
  change: optional(fc.constantFrom('e1', 'e2')),
  durationMs: fc.constantFrom(1, 20.5),
  detail: optional(text),
  dryRun: optional(fc.boolean()),
  verdict: fc.constantFrom('confirmed', 'wrong'),
  by: fc.constantFrom('recovery', 'person'),
};
const proposalOf = {
  ...place,
  incident,
  kind: fc.constantFrom('test', 'alert', 'flag-default'),
  proposer: fc.constantFrom('threshold', 'gate', 'replay'),
};
const file = fc.record({ path: fc.constant('a.ts'), mediaType: fc.constant('text/x'), content: text });

/** Something that is said about two services, two flags, two incidents and two proposals. */
export const anyStatement = fc
  .oneof(
    deployed('service.deployed'),
    deployed('service.upgraded'),
    deployed('service.rolledback'),
    about(
      ['service.removed'],
      fc.constantFrom('checkout', 'search'),
      fc.record({ environment: optional(environment) }),
    ),
    about(['featureflag.defined'], flags, fc.record({ ...flagOf, definition })),
    about(['featureflag.flipped'], flags, fc.record({ ...flagOf, state })),
    about(
      ['featureflag.ramped'],
      flags,
      fc.record({
        ...flagOf,
        variant: fc.constantFrom('on', 'none'),
        percentage: fc.constantFrom(0, 10, 100),
      }),
    ),
    about(['featureflag.removed'], flags, fc.record(flagOf)),
    about(
      ['incident.detected'],
      incident,
      fc.record({
        ...place,
        service: optional(service),
        description: optional(text),
        anomaly: optional(fc.constantFrom('a1', 'a2')),
        severity: optional(fc.constantFrom('critical', 'warning', 'info')),
        onset: optional(fc.constantFrom('2026-11-23T08:59:00.123456Z', 'soon')),
      }),
    ),
    about(['incident.acknowledged', 'incident.mitigated', 'incident.reopened'], incident, fc.constant({})),
    about(['incident.resolved'], incident, fc.record({ environment, resolution: optional(text) })),
    about(
      ['attribution.ranked'],
      incident,
      fc.record({
        ...place,
        anomaly: fc.constantFrom('a1', 'a2'),
        method: fc.constant('m'),
        candidates: fc.array(candidate, { minLength: 1, maxLength: 2 }),
      }),
    ),
    about(
      [
        'action.recommended',
        'action.requested',
        'action.completed',
        'action.failed',
        'action.refused',
        'action.stopped',
        'action.undoing',
        'action.undone',
        'action.undofailed',
        'action.judged',
      ],
      fc.constantFrom('action-1', 'action-2'),
      fc.record(actionOf),
    ),
    about(
      ['proposal.proposed'],
      fc.constantFrom('p1', 'p2'),
      fc.record({
        ...proposalOf,
        class: fc.constantFrom('prevents', 'limits'),
        title: text,
        rationale: text,
        files: fc.array(file, { minLength: 1, maxLength: 1 }),
        evidence: fc.constant(['e1']),
        fingerprint: text,
        verification: text,
        instance: text,
        generalised: text,
        overlaps: fc.constant([]),
        variantsTried: fc.constant(1),
      }),
    ),
    about(
      ['proposal.withheld', 'proposal.accepted', 'proposal.rejected'],
      fc.constantFrom('p1', 'p2'),
      fc.record({ ...proposalOf, reason: text, evidence: fc.constant([]) }),
    ),
    { weight: 2, arbitrary: anyLearning },
    about(
      ['postmortem.published'],
      fc.constant('2026-W47'),
      fc.record({
        week: fc.constant('2026-W47'),
        from: fc.constant('2026-11-16T00:00:00Z'),
        to: fc.constant('2026-11-23T00:00:00Z'),
        incidents: fc.integer({ min: 0, max: 9 }),
        digest: text,
        positions: fc.constant({}),
      }),
    ),
    about(
      ['signal.measured'],
      fc.constant('checkout'),
      fc.record({
        ...place,
        metric: fc.constant('http.errors'),
        cohort: fc.constant('all'),
        start: fc.constantFrom('2026-11-23T09:00:00Z', '2026-11-24T09:00:00Z'),
        durationMs: fc.constant(10_000),
        total: fc.nat(99),
        bad: fc.nat(9),
      }),
    ),
    about(
      ['dependency.observed'],
      fc.constant('checkout'),
      fc.record({ ...place, callee: fc.record({ id: fc.constantFrom('payments', 'cart') }) }),
    ),
  )
  .map((made) => JSON.parse(JSON.stringify(made)) as StatementOf);
