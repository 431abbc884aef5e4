import { z } from 'zod';
import { defineEvent } from '../catalogue/define-event.js';
import { environment } from './reference.js';

/** What we add to a CDEvents deployment, in `customData`: how the change reached users. */
const howItReachedUsers = z.object({
  version: z.string().optional().meta({ description: 'Readable version, `v413`.' }),
  previousVersion: z
    .string()
    .optional()
    .meta({ description: 'What ran before, and what a rollback returns to.' }),
  commit: z.string().optional(),
  summary: z.string().optional().meta({ description: 'One line for people.' }),
  userFacing: z.boolean().optional().meta({ description: 'Users can notice the change.' }),
  flag: z.string().optional().meta({ description: 'Key of the feature flag the change is behind.' }),
  preview: z.string().optional().meta({ description: 'Id or URL of the preview it was tried in.' }),
  testsRun: z.array(z.string()).optional().meta({ description: 'Names of the test suites that ran before.' }),
  exposure: z
    .number()
    .min(0)
    .max(100)
    .optional()
    .meta({ description: 'Percent of users or pods that get it; 100 if absent.' }),
  reversible: z
    .boolean()
    .optional()
    .meta({ description: '`false`: do not roll back (a migration, say). Default `true`.' }),
});

const deployment = z.object({
  environment,
  artifactId: z.string().min(1).meta({ description: 'Package URL, `pkg:oci/checkout@sha256%3A…`.' }),
});

const base = { vocabulary: 'cdevents', version: '0.3.0', topic: 'hormesis.changes' } as const;

export const serviceDeployed = defineEvent({
  ...base,
  name: 'service.deployed',
  description: 'A service runs in an environment for the first time, or a further exposure step of it began.',
  content: deployment,
  custom: howItReachedUsers,
});

export const serviceUpgraded = defineEvent({
  ...base,
  name: 'service.upgraded',
  description:
    'A new version of a service replaced the one that ran, or a further exposure step of it began.',
  content: deployment,
  custom: howItReachedUsers,
});

export const serviceRolledback = defineEvent({
  ...base,
  name: 'service.rolledback',
  description: 'A service went back to an earlier version.',
  content: deployment,
  custom: howItReachedUsers.extend({
    action: z.string().optional().meta({ description: 'Id of the action that asked for it.' }),
  }),
});

export const serviceRemoved = defineEvent({
  ...base,
  name: 'service.removed',
  description: 'A service no longer runs in an environment.',
  content: z.object({ environment: environment.optional() }),
  custom: z.object({}),
});

export const servicePublished = defineEvent({
  ...base,
  name: 'service.published',
  description: 'A deployed service became reachable for its users.',
  content: z.object({ environment: environment.optional() }),
  custom: z.object({}),
});
