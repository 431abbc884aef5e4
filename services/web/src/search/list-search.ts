import { flag, proposal } from '@hormesis/api';
import { z } from 'zod';

const text = z.string().default('').catch('');

export const deploymentsSearch = z.object({
  tab: z.enum(['now', 'history']).default('now').catch('now'),
  q: text,
  env: text,
  phase: z.enum(['any', 'live', 'rolled-back', 'removed']).default('any').catch('any'),
});

export const incidentsSearch = z.object({
  q: text,
  phase: z
    .enum(['any', 'unresolved', 'open', 'acknowledged', 'mitigated', 'resolved'])
    .default('any')
    .catch('any'),
  severity: z.enum(['any', 'critical', 'warning', 'info']).default('any').catch('any'),
});

const anyOf = <const Values extends readonly string[]>(values: Values) =>
  z
    .enum(['any', ...values])
    .default('any')
    .catch('any');

export const proposalsSearch = z.object({
  tab: z.enum(['waiting', 'decided', 'withheld']).default('waiting').catch('waiting'),
  q: text,
  state: anyOf(proposal.shape.state.options),
  kind: anyOf(proposal.shape.kind.options),
  does: anyOf(proposal.shape.class.options),
  service: text,
  /** The fingerprint of a class of failure. */
  class: text,
});

export const proposalSearch = z.object({
  /** The files are being edited. */
  edit: z.literal('files').optional().catch(undefined),
});

export const learningSearch = z.object({
  tab: z.enum(['classes', 'drills']).default('classes').catch('classes'),
  q: text,
  trend: anyOf(['falling', 'rising', 'level', 'unknown']),
});

export const flagsSearch = z.object({
  q: text,
  state: z
    .enum(['any', ...flag.shape.state.options])
    .default('any')
    .catch('any'),
  sel: z.string().optional().catch(undefined),
  /** The form that starts a ramp of the selected flag is open. */
  ramp: z.literal('new').optional().catch(undefined),
});

export const policySearch = z.object({
  /** What is being set: a rule as `service/environment/kind`, or something new. */
  edit: z.string().optional().catch(undefined),
});

export const reportsSearch = z.object({
  week: z
    .string()
    .regex(/^\d{4}-W\d{2}$/)
    .optional()
    .catch(undefined),
});
