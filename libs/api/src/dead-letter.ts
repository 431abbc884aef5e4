import { z } from 'zod';

/** An event that a projection or reaction could not take in, or that waits behind one. */
export const deadLetter = z
  .object({
    seq: z.number().int().meta({ description: 'Its number; letters of a row are tried in this order.' }),
    projection: z.string().meta({ description: 'The projection or reaction.' }),
    build: z.number().int().meta({ description: 'Of a projection; for a reaction its version.' }),
    row: z.array(z.unknown()).nullable().meta({
      description: 'Values of the row’s key. Null: a reaction’s, or nobody knows which row is meant.',
    }),
    position: z.string(),
    reason: z.enum(['unreadable', 'failed', 'refused', 'follows']).meta({
      description:
        '`unreadable`: no event; `failed`: the code threw; `refused`: the database did not take the row; `follows`: an earlier letter of its row has to go first.',
    }),
    error: z.string(),
    eventId: z.string().nullable(),
    eventName: z.string().nullable(),
    state: z.enum(['parked', 'discarded']),
    parkedAt: z.string(),
    attempts: z.number().int(),
    triedAt: z.string().meta({ description: 'The last attempt.' }),
    retry: z
      .object({ requestedAt: z.string(), requestedBy: z.string().nullable() })
      .nullable()
      .meta({ description: 'Asked for, and not carried out yet.' }),
    discarded: z.object({ at: z.string(), by: z.string().nullable(), reason: z.string() }).nullable(),
  })
  .meta({ id: 'DeadLetter' });
export type DeadLetter = z.infer<typeof deadLetter>;

export const deadLetterDetail = deadLetter
  .extend({
    event: z.unknown().meta({ description: 'The event as it was understood; null where none was.' }),
    value: z
      .string()
      .nullable()
      .meta({ description: 'The record in base64, where it could not be read as an event.' }),
    waitsFor: z
      .number()
      .int()
      .nullable()
      .meta({ description: 'The first letter of its row, if that is another.' }),
    behind: z.number().int().meta({ description: 'Letters of its row that wait behind it.' }),
  })
  .meta({ id: 'DeadLetterDetail' });
export type DeadLetterDetail = z.infer<typeof deadLetterDetail>;

/** What is asked of many letters at once is carried out one after the other. */
export const retriesRequested = z
  .object({ requested: z.number().int().meta({ description: 'Letters that will be tried again.' }) })
  .meta({ id: 'RetriesRequested' });
export type RetriesRequested = z.infer<typeof retriesRequested>;

/** The same for all that are parked. */
export const allRetriesRequested = retriesRequested
  .extend({
    last: z
      .number()
      .int()
      .nullable()
      .meta({ description: 'The highest number among them: what is parked later has a higher one.' }),
  })
  .meta({ id: 'AllRetriesRequested' });
export type AllRetriesRequested = z.infer<typeof allRetriesRequested>;
