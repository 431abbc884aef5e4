import { z } from 'zod';
import { defineEvent } from '../catalogue/define-event.js';
import { environment, outcome, severity, trigger } from './reference.js';

const base = {
  vocabulary: 'cdevents',
  version: '0.3.0',
  topic: 'hormesis.changes',
  custom: z.object({}),
} as const;

const testSuite = z.object({
  id: z.string().min(1),
  version: z.string().optional(),
  name: z.string().optional(),
  uri: z.string().optional(),
});
const run = { environment, testSuite: testSuite.optional() };

export const testsuiterunQueued = defineEvent({
  ...base,
  name: 'testsuiterun.queued',
  description: 'A run of a test suite waits to begin.',
  content: z.object({ ...run, trigger: trigger.optional() }),
});

export const testsuiterunStarted = defineEvent({
  ...base,
  name: 'testsuiterun.started',
  description: 'A run of a test suite began.',
  content: z.object({ ...run, trigger: trigger.optional() }),
});

export const testsuiterunFinished = defineEvent({
  ...base,
  name: 'testsuiterun.finished',
  description: 'A run of a test suite ended.',
  content: z.object({ ...run, outcome, severity: severity.optional(), reason: z.string().optional() }),
});
