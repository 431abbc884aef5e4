import { z } from 'zod';

/** Ids in paths. */
export const incidentId = z
  .string()
  .regex(/^[\w.-]{1,100}$/, 'An incident’s id has letters, digits or - _ .');
export const actionId = z.string().regex(/^[\w.-]{1,100}$/, 'An action’s id has letters, digits or - _ .');
