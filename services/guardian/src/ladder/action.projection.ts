import { type EventOf, isOurs } from '@hormesis/events';
import type { ActionTarget, Rule } from '@hormesis/incident';
import { topics } from '@hormesis/log';
import { boolean, instant, json, oneOf, projection, text } from '@hormesis/projection';

/** Each action and recommendation, and whether it was right. */
export const actionTaken = projection({
  name: 'guardian.action',
  version: 1,
  from: [topics.incidents],
  table: 'guardian.action',
  by: { actionId: text },
  key: (event) => {
    if (!isOurs(event)) return null;
    if (event.name.startsWith('action.')) return { actionId: event.subject };
    const { action } = event.data as { action?: string };
    return event.name === 'incident.escalated' && action !== undefined ? { actionId: action } : null;
  },
  columns: {
    incident: text,
    service: text,
    environment: text.nullable,
    rule: json<Rule>().nullable,
    target: json<ActionTarget>(),
    state: oneOf(
      'recommended',
      'requested',
      'completed',
      'failed',
      'refused',
      'stopped',
      'undoing',
      'undone',
    ),
    reason: text,
    dryRun: boolean,
    at: instant,
    completedAt: instant.nullable,
    verdict: oneOf('confirmed', 'wrong').nullable,
    verdictBy: oneOf('recovery', 'person').nullable,
    judgedAt: instant.nullable,
    escalated: boolean,
  },
  on: {
    'action.recommended': (row, event) => ({
      ...begun(event),
      ...row,
      state: 'recommended',
      rule: event.data.rule ?? null,
      reason: event.data.reason,
      dryRun: event.data.dryRun ?? false,
    }),
    'action.requested': (row, event) => ({
      ...begun(event),
      rule: event.data.rule ?? row?.rule ?? null,
      reason: event.data.reason,
    }),
    'action.completed': (row, event) => ({
      ...(row ?? begun(event)),
      state: 'completed',
      reason: event.data.detail ?? row?.reason ?? '',
      completedAt: event.data.changed === false ? null : event.time,
    }),
    'action.failed': (row, event) => ({
      ...(row ?? begun(event)),
      state: 'failed',
      reason: event.data.reason,
    }),
    'action.refused': (row, event) => ({
      ...(row ?? begun(event)),
      state: 'refused',
      reason: event.data.reason,
    }),
    'action.stopped': (row, event) => ({ ...(row ?? begun(event)), state: 'stopped' }),
    'action.undoing': (row, event) => ({ ...(row ?? begun(event)), state: 'undoing' }),
    'action.undone': (row, event) => ({ ...(row ?? begun(event)), state: 'undone' }),
    'action.undofailed': (row, event) => ({
      ...(row ?? begun(event)),
      state: 'completed',
      reason: event.data.reason,
    }),
    'action.judged': (row, event) => ({
      ...(row ?? begun(event)),
      verdict: event.data.verdict,
      verdictBy: event.data.by,
      judgedAt: event.time,
    }),
    'incident.escalated': (row) => row && { ...row, escalated: true },
  },
});

type ActionEvent = Extract<EventOf, { name: `action.${string}` }>;

function begun({ data, time }: ActionEvent) {
  return {
    incident: data.incident,
    service: data.service.id,
    environment: data.environment?.id ?? null,
    rule: null,
    target: data.target,
    state: 'requested' as const,
    reason: '',
    dryRun: false,
    at: time,
    completedAt: null,
    verdict: null,
    verdictBy: null,
    judgedAt: null,
    escalated: false,
  };
}
