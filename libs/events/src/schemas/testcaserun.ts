import { z } from 'zod';
import { defineEvent } from '../catalogue/define-event.js';
import { environment, outcome, reference, severity, trigger } from './reference.js';

const base = {
  vocabulary: 'cdevents',
  version: '0.3.0',
  topic: 'hormesis.changes',
  custom: z.object({}),
} as const;

const testCase = z.object({
  id: z.string().min(1),
  version: z.string().optional(),
  name: z.string().optional(),
  type: z
    .enum(['performance', 'functional', 'unit', 'security', 'compliance', 'integration', 'e2e', 'other'])
    .optional(),
  uri: z.string().optional(),
});
const run = {
  environment,
  testCase: testCase.optional(),
  testSuiteRun: reference.optional().meta({ description: 'The run of a suite that it belongs to.' }),
};

export const testcaserunQueued = defineEvent({
  ...base,
  name: 'testcaserun.queued',
  description: 'A run of a test case waits to begin.',
  content: z.object({ ...run, trigger: trigger.optional() }),
});

export const testcaserunStarted = defineEvent({
  ...base,
  name: 'testcaserun.started',
  description: 'A run of a test case began.',
  content: z.object({ ...run, trigger: trigger.optional() }),
});

export const testcaserunFinished = defineEvent({
  ...base,
  name: 'testcaserun.finished',
  description: 'A run of a test case ended.',
  content: z.object({ ...run, outcome, severity: severity.optional(), reason: z.string().optional() }),
});

export const testcaserunSkipped = defineEvent({
  ...base,
  version: '0.2.0',
  name: 'testcaserun.skipped',
  description: 'A test case was left out.',
  content: z.object({ ...run, reason: z.string().optional() }),
});
