import { z } from 'zod';

/** The key of a flag: letters, digits and `. _ ~ : -`. */
export const flagKey = z
  .string()
  .regex(/^[\w.~:-]{1,200}$/, 'A flag’s key has 1 to 200 letters, digits or . _ ~ : -');

export const reason = z
  .string()
  .trim()
  .min(1)
  .max(1_000)
  .meta({ description: 'Why. It stands on the event.' });
