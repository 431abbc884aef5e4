import type { Actor, Change, Deployment, Flag, StaleSince } from '@hormesis/api';

export const minute = 60_000;
export const before = (now: number, minutes: number) => new Date(now - minutes * minute).toISOString();

export const ana: Actor = { kind: 'person', id: 'ana' };
export const shipper: Actor = { kind: 'agent', id: 'shipper', onBehalfOf: 'ana', credential: 'ci-token-7' };
export const guardian: Actor = { kind: 'system', id: 'guardian' };

const services = [
  'checkout',
  'payments',
  'catalogue',
  'search',
  'accounts',
  'mailer',
  'recommendations',
  'inventory',
];

function stale(now: number): StaleSince {
  return {
    at: before(now, 30),
    position: 'hormesis.changes/2@518',
    reason: 'failed',
    error: 'RangeError: Text with U+0000 cannot be stored.',
  };
}

export function deployments(now: number): Deployment[] {
  return services.flatMap((service, index) =>
    ['production', 'staging'].map((environment, place): Deployment => {
      const isNew = service === 'checkout' && environment === 'production';
      return {
        service,
        environment,
        version: isNew ? 'v413' : `v${120 + index * 17 - place}`,
        artifactId: `pkg:oci/${service}@sha256%3A${'0123456789abcdef'.repeat(4)}`,
        phase: service === 'mailer' && place === 0 ? 'rolled-back' : 'live',
        exposure: isNew ? 10 : 100,
        deployedAt: before(now, isNew ? 14 : 90 + index * 237 + place * 40),
        actor: index % 3 === 0 ? shipper : index % 3 === 1 ? ana : null,
        flag: isNew ? 'checkout-tax-v2' : null,
        eventId: isNew ? 'evt-deploy' : `evt-dep-${service}-${environment}`,
        staleSince: service === 'inventory' && place === 1 ? stale(now) : null,
      };
    }),
  );
}

export function changes(now: number): Change[] {
  const base = {
    source: '/ci',
    environment: 'production',
    version: null,
    exposure: null,
    incident: null,
  } as const;
  return [
    {
      ...base,
      eventId: 'evt-kill',
      source: '/hormesis/guardian',
      kind: 'flag',
      service: 'checkout',
      subject: 'checkout-tax-v2',
      summary: 'flag checkout-tax-v2 turned off',
      at: before(now, 9),
      actor: guardian,
      incident: 'inc-4f2a91c0',
      position: 'hormesis.changes/3/412',
    },
    {
      ...base,
      eventId: 'evt-ramp',
      kind: 'flag',
      service: 'checkout',
      subject: 'checkout-tax-v2',
      summary: 'flag checkout-tax-v2 ramped to 10 % on',
      exposure: 10,
      at: before(now, 13),
      actor: shipper,
      incident: 'inc-4f2a91c0',
      position: 'hormesis.changes/3/411',
    },
    {
      ...base,
      eventId: 'evt-deploy',
      kind: 'deployment',
      service: 'checkout',
      subject: 'checkout',
      summary: 'checkout v413 deployed to production for 10 % of users',
      version: 'v413',
      exposure: 10,
      at: before(now, 14),
      actor: shipper,
      incident: 'inc-4f2a91c0',
      position: 'hormesis.changes/3/410',
    },
    ...services.map(
      (service, index): Change => ({
        ...base,
        eventId: `evt-change-${service}`,
        kind: index === 5 ? 'rollback' : 'deployment',
        service,
        subject: service,
        summary:
          index === 5
            ? `${service} rolled back to v204 in production`
            : `${service} v${120 + index * 17} deployed to production`,
        version: `v${120 + index * 17}`,
        exposure: 100,
        at: before(now, 90 + index * 237),
        actor: index % 3 === 0 ? shipper : ana,
        incident: index === 5 ? 'inc-77b1e05d' : null,
        position: `hormesis.changes/${index}/120`,
      }),
    ),
  ];
}

export function flags(now: number): Flag[] {
  const definition = {
    state: 'ENABLED',
    variants: { on: true, off: false },
    defaultVariant: 'off',
    targeting: {
      fractional: [
        ['on', 10],
        ['off', 90],
      ],
    },
  };
  const base = {
    service: 'checkout',
    environment: 'production',
    changedBy: shipper,
    definition,
    staleSince: null,
  } as const;
  return [
    {
      ...base,
      key: 'checkout-tax-v2',
      state: 'DISABLED',
      percentage: 10,
      revision: 4,
      changedAt: before(now, 9),
      changedBy: guardian,
      reason: 'Attributed to this flag at 94 %.',
      eventId: 'evt-kill',
    },
    {
      ...base,
      key: 'search-semantic',
      service: 'search',
      state: 'ENABLED',
      percentage: 50,
      revision: 3,
      changedAt: before(now, 300),
      reason: 'Half of the users',
      eventId: 'evt-f2',
    },
    {
      ...base,
      key: 'new-onboarding',
      service: 'accounts',
      state: 'ENABLED',
      percentage: null,
      revision: 1,
      changedAt: before(now, 4000),
      changedBy: ana,
      reason: null,
      eventId: 'evt-f3',
    },
    {
      ...base,
      key: 'vendor-banner',
      service: null,
      environment: null,
      definition: null,
      state: 'ENABLED',
      percentage: null,
      revision: 0,
      changedAt: before(now, 9000),
      changedBy: null,
      reason: null,
      eventId: 'evt-f4',
    },
  ];
}
