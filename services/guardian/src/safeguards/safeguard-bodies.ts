import { isTimeZone } from '@hormesis/incident';
import { z } from 'zod';

const scope = z.string().trim().min(1).max(200).default('*');
const reason = z.string().trim().min(1).max(1_000);
const because = reason.meta({
  description: 'Why. It stands on the event, and on what the guardian recommends instead.',
});
const momentOfWeek = z
  .string()
  .regex(/^(mon|tue|wed|thu|fri|sat|sun) ([01]\d|2[0-3]):[0-5]\d$/, 'must be like fri 16:00');

export const freezeBody = z
  .strictObject({
    service: scope.meta({ description: 'A service, or `*` for all.' }),
    environment: scope.meta({ description: 'An environment, or `*` for all.' }),
    from: z.iso.datetime({ offset: true }).optional().meta({ description: 'When it begins; absent: now.' }),
    until: z.iso
      .datetime({ offset: true })
      .optional()
      .meta({ description: 'When it ends; absent: when it is lifted.' }),
    weekly: z
      .strictObject({
        from: momentOfWeek,
        to: momentOfWeek,
        timeZone: z.string().refine(isTimeZone, 'must be a time zone like Europe/Berlin'),
      })
      .optional()
      .meta({ description: 'Only in this part of each week.' }),
    reason: because,
  })
  .refine(({ from, until }) => !from || !until || Date.parse(from) < Date.parse(until), {
    path: ['until'],
    message: 'must be after from',
  })
  .meta({ id: 'DeclareFreeze' });
export type FreezeBody = z.infer<typeof freezeBody>;

export const markBody = z
  .strictObject({
    service: z.string().trim().min(1).max(200),
    environment: scope.meta({ description: 'An environment, or `*` for all.' }),
    version: z.string().trim().min(1).max(200).optional().meta({ description: 'Absent: every version.' }),
    reason: because,
  })
  .meta({ id: 'PlaceMark' });
export type MarkBody = z.infer<typeof markBody>;

export const markChangeBody = z
  .strictObject({
    source: z
      .string()
      .min(1)
      .optional()
      .meta({ description: 'Source of the change event, if its id alone is not enough.' }),
    reason: because,
  })
  .meta({ id: 'MarkChange' });
export type MarkChangeBody = z.infer<typeof markChangeBody>;

export const resetBreakerBody = z
  .strictObject({
    service: scope,
    environment: scope,
    changeKind: z.enum(['*', 'deployment', 'flag', 'config']).default('*'),
    reason: reason.optional(),
  })
  .default({ service: '*', environment: '*', changeKind: '*' })
  .meta({ id: 'ResetBreaker' });
export type ResetBreakerBody = z.infer<typeof resetBreakerBody>;

export const endingQuery = z.object({ reason: reason.optional() });
export type EndingQuery = z.infer<typeof endingQuery>;

export const safeguardId = z.string().min(1).max(1_000);
