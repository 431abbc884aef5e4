import type { Policies, Policy } from '@hormesis/api';
import { ana, before, guardian, minute } from './fleet-fixtures.js';

const after = (now: number, minutes: number) => new Date(now + minutes * minute).toISOString();

/** Rules on several rungs, an open breaker, a freeze that holds and one that does not, and two marks. */
export function policies(now: number): Policies {
  const rule: Policy = {
    service: 'checkout',
    environment: 'production',
    changeKind: '*',
    rung: 'recommend',
    pinned: false,
    earn: 'ask',
    precision: 0.8,
    cap: null,
    dryRun: false,
    record: { confirmed: 15, wrong: 0, precision: 1, atLeast: 0.819, atMost: 1 },
    suggested: 'pause',
    reason: 'A start',
    changedAt: before(now, 20_000),
    changedBy: ana,
  };
  return {
    default: 'recommend',
    otherwise: {
      record: { confirmed: 4, wrong: 1, precision: 0.8, atLeast: 0.343, atMost: 0.99 },
      suggested: null,
    },
    actionsPerHour: 10,
    policies: [
      rule,
      {
        ...rule,
        service: 'search',
        changeKind: 'flag',
        rung: 'kill',
        earn: 'automatic',
        cap: 3,
        record: { confirmed: 9, wrong: 2, precision: 0.818, atLeast: 0.53, atMost: 0.967 },
        suggested: null,
        reason: 'Its verdicts since Monday',
        changedAt: before(now, 3000),
        changedBy: guardian,
      },
      {
        ...rule,
        service: '*',
        environment: 'staging',
        rung: 'rollback',
        pinned: true,
        dryRun: true,
        record: { confirmed: 0, wrong: 0, precision: 0, atLeast: 0, atMost: 1 },
        suggested: null,
        reason: null,
      },
    ],
    freezes: [
      {
        id: 'frz-1',
        service: '*',
        environment: 'production',
        from: null,
        until: after(now, 600),
        weekly: null,
        reason: 'The sale',
        declaredAt: before(now, 60),
        declaredBy: ana,
        holds: true,
      },
      {
        id: 'frz-2',
        service: 'payments',
        environment: '*',
        from: null,
        until: null,
        weekly: { from: 'fri 16:00', to: 'mon 08:00', timeZone: 'Europe/Berlin' },
        reason: 'Nobody is there',
        declaredAt: before(now, 9000),
        declaredBy: null,
        holds: false,
      },
    ],
    marks: [
      {
        id: 'mark-1',
        service: 'payments',
        environment: 'production',
        version: 'v138',
        changeId: null,
        changeSource: null,
        reason: 'It migrated the accounts',
        placedAt: before(now, 800),
        placedBy: ana,
      },
      {
        id: 'mark-2',
        service: '*',
        environment: '*',
        version: null,
        changeId: 'evt-change-accounts',
        changeSource: '/ci',
        reason: 'It wrote a new format',
        placedAt: before(now, 2000),
        placedBy: null,
      },
    ],
    breakers: [
      {
        rule: { service: 'search', environment: 'production', changeKind: 'flag' },
        since: before(now, 20),
        until: after(now, 40),
        reason: 'It acted 3 times within an hour, which is the most that this rule allows.',
      },
    ],
  };
}

export const noPolicies = (now: number): Policies => ({
  ...policies(now),
  otherwise: {
    record: { confirmed: 0, wrong: 0, precision: 0, atLeast: 0, atMost: 1 },
    suggested: null,
  },
  policies: [],
  freezes: [],
  marks: [],
  breakers: [],
});
