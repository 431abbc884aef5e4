import { commandAccepted } from '@hormesis/api';
import type { Principal } from '@hormesis/events';
import { Command } from '@nestjs/cqrs';
import { z } from 'zod';

const probability = z.number().min(0).max(1);

/** A ranking made again: what it says now, and what is different. */
export const attributedAgain = commandAccepted
  .extend({
    method: z.string(),
    supersedes: z.string().meta({ description: 'Event id of the ranking that this one takes the place of.' }),
    candidates: z.array(
      z.object({
        change: z
          .object({ eventId: z.string(), subject: z.string(), summary: z.string() })
          .nullable()
          .meta({ description: '`null`: no change did it.' }),
        probability,
        evidence: z.array(z.string()),
      }),
    ),
    difference: z.array(
      z.object({
        change: z.string().nullable(),
        subject: z.string(),
        before: probability.nullable(),
        after: probability.nullable(),
      }),
    ),
  })
  .meta({ id: 'AttributedAgain' });
export type AttributedAgain = z.infer<typeof attributedAgain>;

export class AttributeAgain extends Command<AttributedAgain> {
  constructor(
    readonly incidentId: string,
    readonly actor: Principal,
  ) {
    super();
  }
}
