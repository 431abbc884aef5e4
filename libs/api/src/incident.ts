import { z } from 'zod';
import { asOf } from './as-of.js';
import { staleSince } from './stale-since.js';

const attributed = z.object({
  eventId: z.string(),
  source: z.string().optional().meta({ description: 'Source of that event.' }),
  kind: z.enum(['deployment', 'flag', 'config']),
  service: z.string(),
  subject: z.string(),
  summary: z.string(),
  at: z.string(),
  reversible: z.boolean(),
});

export const attributionCandidate = z
  .object({ change: attributed.nullable(), probability: z.number(), evidence: z.array(z.string()) })
  .meta({ id: 'AttributionCandidate' });
export type AttributionCandidate = z.infer<typeof attributionCandidate>;

export const incidentAction = z
  .object({
    id: z.string(),
    target: z.record(z.string(), z.unknown()),
    state: z.enum([
      'recommended',
      'requested',
      'completed',
      'failed',
      'refused',
      'stopped',
      'undoing',
      'undone',
    ]),
    verdict: z
      .enum(['confirmed', 'wrong'])
      .nullable()
      .meta({ description: 'Whether it was right: measured by the recovery, or said by a person.' }),
    dryRun: z.boolean().meta({ description: 'It would have been done, were this not a dry run.' }),
    reason: z.string().nullable(),
    requestedAt: z.string(),
    finishedAt: z.string().nullable(),
    durationMs: z.number().nullable(),
  })
  .meta({ id: 'IncidentAction' });
export type IncidentAction = z.infer<typeof incidentAction>;

export const incidentSummary = z
  .object({
    id: z.string(),
    phase: z.enum(['open', 'acknowledged', 'mitigated', 'resolved']),
    severity: z.enum(['critical', 'warning', 'info']),
    service: z.string().nullable(),
    environment: z.string(),
    title: z.string(),
    onset: z.string().nullable(),
    detectedAt: z.string(),
    acknowledgedAt: z.string().nullable(),
    mitigatedAt: z.string().nullable(),
    resolvedAt: z.string().nullable(),
    attributedTo: attributionCandidate
      .nullable()
      .meta({ description: 'The most likely candidate; its change is null for `none`.' }),
    actions: z.array(incidentAction),
    staleSince: staleSince.nullable(),
  })
  .meta({ id: 'IncidentSummary' });
export type IncidentSummary = z.infer<typeof incidentSummary>;

export const incidentDetail = incidentSummary
  .extend({
    candidates: z.array(attributionCandidate),
    attributionMethod: z.string().nullable(),
    acknowledgedBy: z.string().nullable(),
    resolution: z.string().nullable(),
    anomalies: z.array(z.string()),
    proposals: z.array(z.string()),
    asOf: asOf.optional(),
  })
  .meta({ id: 'IncidentDetail' });
export type IncidentDetail = z.infer<typeof incidentDetail>;
