import type { Actor, Proposal } from '@hormesis/api';
import { type EventOf, isOurs } from '@hormesis/events';
import { type Position, topics } from '@hormesis/log';
import {
  instant,
  json,
  newer,
  oneOf,
  projection,
  type Row,
  stamp,
  stampOf,
  text,
} from '@hormesis/projection';

const columns = {
  kind: oneOf<Proposal['kind']>('test', 'alert', 'flag-default').nullable,
  class: oneOf<Proposal['class']>('prevents', 'detects-earlier', 'limits').nullable,
  state: oneOf<Proposal['state']>('proposed', 'accepted', 'rejected'),
  title: text.nullable,
  rationale: text.nullable,
  verification: text.nullable,
  service: text.nullable,
  environment: text.nullable,
  incident: text.nullable,
  fingerprint: text.nullable,
  files: json<Proposal['files']>().nullable,
  evidence: json<string[]>().nullable,
  proposedAt: instant.nullable,
  decidedAt: instant.nullable,
  decidedBy: json<Actor>().nullable,
  reason: text.nullable,
  ...stamp,
};

/** One row a proposal of this system: what was proposed, and the last decision about it. */
export const proposal = projection({
  name: 'proposal',
  version: 1,
  from: [topics.learning],
  table: 'read.proposal',
  by: { id: text },
  key: (event) => (isOurs(event) ? { id: event.subject } : null),
  columns,
  on: {
    'proposal.proposed': (row, event, position) => ({
      ...(row ?? { ...undecided, ...stampOf(event, position) }),
      ...proposed(event),
    }),
    'proposal.accepted': (row, event, position) =>
      decided(row, event, position, { state: 'accepted', reason: event.data.note ?? null }),
    'proposal.rejected': (row, event, position) =>
      decided(row, event, position, { state: 'rejected', reason: event.data.reason }),
  },
});

const undecided = { state: 'proposed' as const, decidedAt: null, decidedBy: null, reason: null };

const notYetProposed = {
  kind: null,
  class: null,
  title: null,
  rationale: null,
  verification: null,
  service: null,
  environment: null,
  incident: null,
  fingerprint: null,
  files: null,
  evidence: null,
  proposedAt: null,
};

function proposed({ data, time }: EventOf<'proposal.proposed'>) {
  const { service, environment, ...said } = data;
  return { ...said, service: service.id, environment: environment?.id ?? null, proposedAt: time };
}

type Decision = { state: 'accepted' | 'rejected'; reason: string | null };

/** The stamp is that of the last decision; a proposal that is only proposed must not count as later than it. */
function decided(
  row: Row<typeof columns> | undefined,
  event: EventOf<'proposal.accepted' | 'proposal.rejected'>,
  position: Position,
  decision: Decision,
): Row<typeof columns> {
  const next = {
    ...(row ?? notYetProposed),
    ...decision,
    decidedAt: event.time,
    decidedBy: event.actor ?? null,
  };
  return newer(row?.decidedAt === null ? undefined : row, event, position, next);
}
