import { z } from 'zod';
import { defineEvent } from '../catalogue/define-event.js';
import { reference } from './reference.js';

const base = {
  vocabulary: 'cdevents',
  version: '0.3.0',
  topic: 'hormesis.changes',
  custom: z.object({}),
} as const;

const sbom = z.object({ uri: z.string().min(1) }).meta({ description: 'Where its bill of materials is.' });
const user = z.string().optional().meta({ description: 'Who did it.' });
const younger = { version: '0.2.0' } as const;

export const artifactPackaged = defineEvent({
  ...base,
  name: 'artifact.packaged',
  description: 'An artefact was packed, and has its version. The subject is its package URL.',
  content: z.object({
    change: reference.meta({ description: 'The commit, tag or revision it was made of.' }),
    sbom: sbom.optional(),
  }),
});

export const artifactPublished = defineEvent({
  ...base,
  name: 'artifact.published',
  description: 'An artefact can be had by others.',
  content: z.object({ sbom: sbom.optional(), user }),
});

export const artifactSigned = defineEvent({
  ...base,
  name: 'artifact.signed',
  description: 'An artefact was signed.',
  content: z.object({ signature: z.string().min(1) }),
});

export const artifactDownloaded = defineEvent({
  ...base,
  ...younger,
  name: 'artifact.downloaded',
  description: 'An artefact was fetched.',
  content: z.object({ user }),
});

export const artifactDeleted = defineEvent({
  ...base,
  ...younger,
  name: 'artifact.deleted',
  description: 'An artefact was deleted.',
  content: z.object({ user }),
});
