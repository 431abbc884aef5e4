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

export const proposalsSearch = z.object({
  tab: z.enum(['waiting', 'decided', 'withheld']).default('waiting').catch('waiting'),
  q: text,
  kind: z
    .enum(['any', ...proposal.shape.kind.options])
    .default('any')
    .catch('any'),
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
