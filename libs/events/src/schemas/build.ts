import { z } from 'zod';
import { defineEvent } from '../catalogue/define-event.js';

const base = {
  vocabulary: 'cdevents',
  version: '0.3.0',
  topic: 'hormesis.changes',
  custom: z.object({}),
} as const;

export const buildQueued = defineEvent({
  ...base,
  name: 'build.queued',
  description: 'A build waits to begin.',
  content: z.object({}),
});

export const buildStarted = defineEvent({
  ...base,
  name: 'build.started',
  description: 'A build began.',
  content: z.object({}),
});

export const buildFinished = defineEvent({
  ...base,
  name: 'build.finished',
  description: 'A build ended.',
  content: z.object({
    artifactId: z.string().optional().meta({ description: 'Package URL of what it made.' }),
  }),
});
