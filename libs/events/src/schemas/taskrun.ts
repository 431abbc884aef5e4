import { z } from 'zod';
import { defineEvent } from '../catalogue/define-event.js';
import { outcome, reference } from './reference.js';

const base = {
  vocabulary: 'cdevents',
  version: '0.3.0',
  topic: 'hormesis.changes',
  custom: z.object({}),
} as const;

const run = {
  taskName: z.string().optional(),
  pipelineRun: reference.optional().meta({ description: 'The run of a pipeline that it belongs to.' }),
  uri: z.string().optional(),
};

export const taskrunStarted = defineEvent({
  ...base,
  name: 'taskrun.started',
  description: 'A task within a run of a pipeline began.',
  content: z.object(run),
});

export const taskrunFinished = defineEvent({
  ...base,
  name: 'taskrun.finished',
  description: 'A task within a run of a pipeline ended.',
  content: z.object({
    ...run,
    outcome: outcome.optional(),
    errors: z.string().optional().meta({ description: 'What went wrong.' }),
  }),
});
