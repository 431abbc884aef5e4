import { z } from 'zod';

/** Text that Postgres can hold. */
export const storableText = z
  .string()
  .refine((text) => !text.includes('\0'), 'It holds U+0000, which cannot be stored.');
