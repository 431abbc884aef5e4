import { z } from 'zod';
import { defineEvent } from '../catalogue/define-event.js';
import { environment, reference, service } from './reference.js';

export const dependencyObserved = defineEvent({
  vocabulary: 'cdeventsx',
  version: '0.1.0',
  topic: 'hormesis.signals',
  name: 'dependency.observed',
  description:
    'A service calls another: an edge of the call graph. Stated when the edge is new, when it is seen again after an hour, and once a day while it is in use. It goes with the signals, so an edge that nobody states again is forgotten like them.',
  content: z.object({
    service,
    environment,
    callee: reference.meta({ description: 'The service, or the store, that is called.' }),
  }),
  custom: z.object({}),
});
