import { z } from 'zod';
import { defineEvent } from '../catalogue/define-event.js';
import { environment, service } from './reference.js';

const base = { vocabulary: 'cdeventsx', version: '0.1.0', topic: 'hormesis.incidents' } as const;
const content = z.object({
  service,
  environment,
  instance: z.string().optional().meta({ description: 'Pod or process.' }),
  exitCode: z.number().int().optional(),
  detail: z.string().optional(),
});

export const computeCrashed = defineEvent({
  ...base,
  name: 'compute.crashed',
  description: 'An instance ended unasked.',
  content,
  custom: z.object({}),
});
export const computeRestarted = defineEvent({
  ...base,
  name: 'compute.restarted',
  description: 'An instance was started again.',
  content,
  custom: z.object({}),
});
export const computeOomkilled = defineEvent({
  ...base,
  name: 'compute.oomkilled',
  description: 'An instance was ended for want of memory.',
  content,
  custom: z.object({}),
});
