import { z } from 'zod';
import { defineEvent } from '../catalogue/define-event.js';
import { outcome } from './reference.js';

const base = {
  vocabulary: 'cdevents',
  version: '0.3.0',
  topic: 'hormesis.changes',
  custom: z.object({}),
} as const;

const run = { pipelineName: z.string().optional(), uri: z.string().optional() };

export const pipelinerunQueued = defineEvent({
  ...base,
  name: 'pipelinerun.queued',
  description: 'A run of a pipeline waits to begin.',
  content: z.object(run),
});

export const pipelinerunStarted = defineEvent({
  ...base,
  name: 'pipelinerun.started',
  description: 'A run of a pipeline began.',
  content: z.object({
    pipelineName: z.string(),
    uri: z.string().min(1).meta({ description: 'Where people look at the run.' }),
  }),
});

export const pipelinerunFinished = defineEvent({
  ...base,
  name: 'pipelinerun.finished',
  description: 'A run of a pipeline ended.',
  content: z.object({
    ...run,
    outcome: outcome.optional(),
    errors: z.string().optional().meta({ description: 'What went wrong.' }),
  }),
});
