import { backtestReport } from '@hormesis/events/learning';
import { z } from 'zod';

const period = {
  from: z.iso
    .datetime({ offset: true })
    .optional()
    .meta({ description: 'Default: as far back as the record goes.' }),
  to: z.iso.datetime({ offset: true }).optional().meta({ description: 'Default: now.' }),
};

/** What to replay: a proposal, a file of Prometheus rules, or a flag policy. */
export const startBacktest = z
  .union([
    z.strictObject({ proposal: z.string().min(1), ...period }),
    z.strictObject({
      rules: z.string().min(1).max(1_000_000),
      name: z.string().max(200).optional(),
      ...period,
    }),
    z.strictObject({
      flagPolicy: z.string().min(1).max(1_000_000),
      name: z.string().max(200).optional(),
      ...period,
    }),
  ])
  .meta({ id: 'StartBacktest' });
export type StartBacktest = z.infer<typeof startBacktest>;

/** The picture of an incident: what was measured, and where the proposal would have fired. */
export const backtestPicture = z.object({
  incident: z.string().nullable(),
  metric: z.string(),
  cohort: z.string(),
  points: z
    .array(z.object({ t: z.number(), value: z.number().nullable() }))
    .meta({ description: 'Bad share, or what the rule compares; at most 500 points.' }),
  threshold: z.number().nullable(),
  onset: z.string().nullable(),
  detectedAt: z.string().nullable(),
  firedAt: z.string().nullable(),
  endedAt: z.string().nullable(),
});
export type BacktestPicture = z.infer<typeof backtestPicture>;

export const backtest = z
  .object({
    id: z.string(),
    of: z.enum(['proposal', 'rules', 'flag-policy']),
    proposal: z.string().nullable(),
    name: z.string(),
    state: z.enum(['waiting', 'running', 'done', 'cancelled', 'failed']),
    progress: z.number().min(0).max(1),
    etaMs: z.number().nullable(),
    startedAt: z.string(),
    endedAt: z.string().nullable(),
    reports: z.array(
      z.object({ rule: z.string(), report: backtestReport, pictures: z.array(backtestPicture) }),
    ),
    problem: z.string().nullable().meta({
      description: 'Why it failed, or what could not be done; of one that waits what it waits for.',
    }),
  })
  .meta({ id: 'Backtest' });
export type Backtest = z.infer<typeof backtest>;
