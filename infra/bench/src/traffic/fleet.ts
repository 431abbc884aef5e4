import type { Principal } from '@hormesis/events';
import type { Random } from './random.js';

const domains = [
  'cart',
  'catalogue',
  'checkout',
  'login',
  'mail',
  'orders',
  'payment',
  'search',
  'stock',
  'tax',
];
const roles = ['api', 'worker', 'gateway', 'indexer', 'sync'];
const people = [
  'ana',
  'ben',
  'chidi',
  'dara',
  'elif',
  'finn',
  'gao',
  'hana',
  'ines',
  'jonas',
  'kofi',
  'lena',
];

export type Service = { name: string; team: string; version: number };

/** Who ships what, where. */
export type Fleet = { services: readonly Service[]; environments: readonly string[] };

export function makeFleet(services: number): Fleet {
  return {
    services: Array.from({ length: services }, (_, n) => {
      const team = domains[n % domains.length] ?? '';
      const role = roles[Math.floor(n / domains.length) % roles.length] ?? '';
      return { name: `${team}-${role}-${n}`, team, version: 100 + n };
    }),
    environments: ['preview', 'staging', 'production'],
  };
}

/** A coding agent of the team, for one of its people. */
export function agentOf({ team }: Service, random: Random): Principal {
  return {
    kind: 'agent',
    id: `${team}-shipper`,
    onBehalfOf: random.pick(people),
    credential: `ci-${team}`,
  };
}

export function personOf({ team }: Service, random: Random): Principal {
  return { kind: 'person', id: random.pick(people), credential: `console-${team}` };
}

export const guardian: Principal = { kind: 'system', id: 'guardian' };
export const learner: Principal = { kind: 'system', id: 'learning' };
