import { z } from 'zod';
import { instant } from './reference.js';

const count = z.number().int().min(0);

/** A tool of others that was run on an artefact, and what it said. */
export const artefactCheck = z.object({
  tool: z.string().min(1).meta({ description: 'As it is called: `promtool check rules`, `vitest`.' }),
  version: z.string(),
  passed: z.boolean().meta({ description: 'Whether it found nothing wrong.' }),
  says: z.string().max(4_000).meta({ description: 'What it printed, shortened.' }),
});

const exercisedOn = z.object({
  incident: z.string().min(1),
  detectedAt: instant.meta({ description: 'When it was detected without the proposal.' }),
  firedAt: instant.nullable().meta({ description: 'When the proposal would have fired; null: not at all.' }),
  leadMs: z.number().nullable().meta({ description: 'How much earlier, milliseconds; negative: later.' }),
  part: z.enum(['fit', 'score']).meta({ description: 'Whether the proposal was fitted on it.' }),
});

/** What a proposal would have done over a recorded period, seeing at each moment only what was recorded by then. */
export const backtestReport = z.object({
  verdict: z.enum(['passed', 'failed', 'not-evaluable']),
  reason: z.string().min(1).meta({ description: 'Why that verdict, in one sentence.' }),
  missing: z.array(z.string()).meta({ description: 'The data that would be needed and is not on record.' }),
  period: z.object({ from: instant, to: instant }).meta({ description: 'What was replayed.' }),
  fittedUntil: instant
    .nullable()
    .meta({ description: 'What was recorded until then was used to choose it; the rest scores it.' }),
  coverage: z.number().min(0).max(1).meta({ description: 'Share of the period that the data covers.' }),
  windows: count.meta({ description: 'Signal windows that were read.' }),
  series: count.meta({ description: 'Series that were read.' }),
  variantsTried: count.meta({ description: 'How many variants were compared before this one was chosen.' }),
  source: exercisedOn.nullable().meta({ description: 'On the incident that taught it.' }),
  recall: z
    .object({
      caught: count.meta({ description: 'Those in which it would have fired.' }),
      of: count.meta({ description: 'Recorded incidents of the class.' }),
      incidents: z.array(exercisedOn),
    })
    .nullable()
    .meta({ description: 'On all recorded incidents of the class.' }),
  falseAlarms: z
    .object({
      count: count.meta({ description: 'Firings outside any incident.' }),
      days: z.number().min(0).meta({ description: 'Covered days outside any incident.' }),
      perWeek: z.number().min(0).meta({ description: 'The same a week.' }),
      low: z.number().min(0).meta({ description: 'Lower end of the exact Poisson interval, 95 %, a week.' }),
      high: z.number().min(0).meta({ description: 'Upper end, a week.' }),
      at: z.array(instant).meta({ description: 'When; at most the first hundred.' }),
    })
    .nullable()
    .meta({ description: 'How often it would have fired for nothing; null: not evaluable.' }),
  goodChanges: z
    .object({
      of: count.meta({ description: 'Changes in the period that harmed nobody.' }),
      stopped: count.meta({ description: 'Those of them that it would have stopped.' }),
      changes: z.array(z.string()).meta({ description: 'Ids of the events of those.' }),
      addedHours: z.number().min(0).meta({ description: 'Hours by which it would have delayed them all.' }),
    })
    .nullable()
    .meta({ description: 'What it would have cost; null: not evaluable.' }),
  savedUserSeconds: z
    .number()
    .nullable()
    .meta({ description: 'Seconds times users that would not have been exposed to what was bad.' }),
});
export type BacktestReport = z.infer<typeof backtestReport>;
export type ArtefactCheck = z.infer<typeof artefactCheck>;
