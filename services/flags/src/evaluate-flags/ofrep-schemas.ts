import { z } from 'zod';

const metadata = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));

/** As plain JSON Schema: the body itself is read by hand, to answer what is wrong with it in OFREP's words. */
export const ofrepRequest = {
  schema: {
    type: 'object',
    properties: { context: { type: 'object', properties: { targetingKey: { type: 'string' } } } },
  },
};

export const ofrepSuccess = z
  .object({
    key: z.string(),
    reason: z.enum(['STATIC', 'TARGETING_MATCH', 'SPLIT', 'DISABLED', 'UNKNOWN']),
    variant: z.string().optional(),
    value: z
      .union([z.boolean(), z.string(), z.number(), z.record(z.string(), z.unknown())])
      .optional()
      .meta({ description: 'Absent: take the default in your code.' }),
    metadata,
  })
  .meta({ id: 'OfrepSuccess' });

export const ofrepFault = z
  .object({ errorCode: z.string(), errorDetails: z.string().optional() })
  .meta({ id: 'OfrepFault' });

export const ofrepFailure = ofrepFault.extend({ key: z.string() }).meta({ id: 'OfrepFailure' });

export const ofrepBulk = z
  .object({
    flags: z.array(z.union([ofrepSuccess, ofrepFailure])),
    eventStreams: z
      .array(
        z.object({
          type: z.literal('sse'),
          endpoint: z.object({ requestUri: z.string() }),
          inactivityDelaySec: z.number().int(),
        }),
      )
      .meta({ description: 'Where changes are told of, on the server that was asked.' }),
  })
  .meta({ id: 'OfrepBulk' });
