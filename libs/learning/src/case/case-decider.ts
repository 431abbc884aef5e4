import { type Decider, type Decision, refuse } from '@hormesis/decider';
import type { EventOf, StatementOf } from '@hormesis/events';
import type { FailureClass } from '@hormesis/events/learning';
import { fingerprint } from '../fingerprint.js';
import type { AssembledCase } from './assemble-case.js';

export type CaseStatement = StatementOf<'case.assembled' | 'case.corrected'>;

/** The case of an incident as it was stated. */
export type CaseRecord = {
  /** The incident. */
  id: string;
  assembled: AssembledCase | undefined;
  /** What a person said that the class is, if anybody did. */
  corrected: { class: FailureClass; reason: string } | undefined;
};

export const caseDecider: Decider<CaseRecord, CaseStatement> = {
  category: 'case',
  initial: (id) => ({ id, assembled: undefined, corrected: undefined }),
  evolve,
};

function evolve(record: CaseRecord, event: EventOf<CaseStatement['name']>): CaseRecord {
  switch (event.name) {
    case 'case.assembled':
      return { ...record, assembled: event.data };
    case 'case.corrected':
      return { ...record, corrected: { class: event.data.class, reason: event.data.reason } };
  }
}

/** States what was assembled; nothing if the same was stated before. */
export function stateCase(
  record: CaseRecord,
  assembled: AssembledCase,
): Decision<StatementOf<'case.assembled'>> {
  if (record.assembled && isSame(record.assembled, assembled)) return [];
  return [{ name: 'case.assembled', subject: record.id, data: assembled }];
}

export type CorrectCase = {
  /** The parts of the class that are wrong; the others stay. */
  class: { [Part in keyof FailureClass]?: FailureClass[Part] | undefined };
  reason: string;
};

/** A person says that the incident is of another class. The same again changes nothing. */
export function correctCase(
  record: CaseRecord,
  { class: parts, reason }: CorrectCase,
): Decision<StatementOf<'case.corrected'>> {
  const { assembled } = record;
  if (!assembled) {
    return refuse(
      'case-not-found',
      `The incident ${record.id} has no case yet: it is assembled when the incident is resolved.`,
    );
  }
  const before = record.corrected?.class ?? assembled.class;
  const given = Object.entries(parts).filter(([, part]) => part !== undefined);
  const after: FailureClass = { ...before, ...Object.fromEntries(given) };
  const changed = fingerprint(after) !== fingerprint(before);
  if (!changed && (record.corrected === undefined || record.corrected.reason === reason)) return [];
  const { service, environment } = assembled;
  const data = {
    service,
    ...(environment ? { environment } : {}),
    fingerprint: fingerprint(after),
    class: after,
    reason,
  };
  return [{ name: 'case.corrected', subject: record.id, data }];
}

/** Whether two cases say the same, whatever the order of their fields (a store may change it). */
function isSame(one: AssembledCase, other: AssembledCase): boolean {
  return canonical(one) === canonical(other);
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
