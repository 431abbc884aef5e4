import { z } from 'zod';

/** The number of a dead letter, as it stands in addresses. */
export const letterNumber = z.coerce
  .number('The number of a dead letter is a whole number.')
  .int('The number of a dead letter is a whole number.')
  .min(0)
  .max(Number.MAX_SAFE_INTEGER);
