import { z } from 'zod';
import { defineEvent } from '../catalogue/define-event.js';
import { reference } from './reference.js';

const base = {
  vocabulary: 'cdevents',
  version: '0.3.0',
  topic: 'hormesis.changes',
  custom: z.object({}),
} as const;

export const testoutputPublished = defineEvent({
  ...base,
  name: 'testoutput.published',
  description: 'A test left something to look at.',
  content: z.object({
    outputType: z.enum(['report', 'video', 'image', 'log', 'other']),
    format: z.string().min(1).meta({ description: 'Media type, `application/pdf`.' }),
    uri: z.string().optional(),
    testCaseRun: reference.optional(),
  }),
});
