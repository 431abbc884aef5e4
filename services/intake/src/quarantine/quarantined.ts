import { page } from '@hormesis/api';
import { z } from 'zod';

/** Something that was sent and not taken as an event. */
export const quarantined = z
  .object({
    id: z.string(),
    receivedAt: z.iso.datetime(),
    token: z.string().meta({ description: 'Name of the token under which it came.' }),
    reason: z.string(),
    index: z.number().int().meta({ description: 'Place in the batch, from 0.' }),
    contentType: z.string().nullable(),
    size: z.number().int().meta({ description: 'Bytes that were sent.' }),
  })
  .meta({ id: 'Quarantined' });
export type Quarantined = z.infer<typeof quarantined>;

export const quarantinedPage = page(quarantined).meta({ id: 'QuarantinedPage' });

export const quarantinedDetail = quarantined
  .extend({
    errors: z.array(z.object({ field: z.string(), reason: z.string(), hint: z.string() })),
    headers: z.record(z.string(), z.string()).meta({ description: 'Without those that hold secrets.' }),
    body: z.string().nullable().meta({ description: 'As text; `null` if it is not UTF-8.' }),
    base64: z.string().nullable().meta({ description: 'The same as base64, if it is not UTF-8.' }),
    truncated: z.boolean().meta({ description: 'Only the first 64 KiB were kept.' }),
  })
  .meta({ id: 'QuarantinedDetail' });
export type QuarantinedDetail = z.infer<typeof quarantinedDetail>;
