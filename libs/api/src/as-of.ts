import { z } from 'zod';

const at = 'Only what had happened by this instant (event time), whenever it was recorded. RFC 3339.';
const known = 'Only what had been recorded by this instant: what was known then. RFC 3339.';
const position =
  'Only what had been recorded when these records were, each written `topic/partition@offset`, several separated by commas. A partition that is named counts up to and including its record; the others as far as they had been recorded by the newest record that is named.';

/**
 * What a resource that can be asked as of an earlier state takes in its query string. `at` may be combined with one of
 * the other two: what was then known of that time.
 */
export const asOfQuery = z.object({
  at: z.string().optional().meta({ description: at }),
  known: z
    .string()
    .optional()
    .meta({ description: `${known} Not together with \`position\`.` }),
  position: z
    .string()
    .optional()
    .meta({ description: `${position} Not together with \`known\`.` }),
});
export type AsOfQuery = { [Name in keyof z.infer<typeof asOfQuery>]?: string | undefined };

/** What an answer is as of; only answers that were asked so have it. */
export const asOf = z
  .object({
    at: z.string().nullable().meta({ description: at }),
    known: z
      .string()
      .nullable()
      .meta({
        description: `${known} With \`position\`: when the newest record that it names was recorded.`,
      }),
    position: z.string().nullable().meta({ description: position }),
    behind: z
      .number()
      .int()
      .meta({ description: 'Records on the log that had not been taken in yet: 0, or they may be missing.' }),
    parked: z
      .number()
      .int()
      .meta({ description: 'Records that could not be taken in: 0, or they are missing.' }),
    discarded: z
      .number()
      .int()
      .meta({ description: 'Records that operators have decided to leave out: they are missing.' }),
  })
  .meta({ id: 'AsOf' });
export type AsOf = z.infer<typeof asOf>;
