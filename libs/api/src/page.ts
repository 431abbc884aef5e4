import { z } from 'zod';
import { type AsOf, asOf } from './as-of.js';

/** A page of a list, newest first. `next` is the cursor of the following page, `null` on the last. */
export function page<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), next: z.string().nullable() });
}

export type Page<Item> = { items: Item[]; next: string | null };

/** A page of a list that can be asked as of an earlier state; `asOf` is there if it was. */
export function pageAsOf<Item extends z.ZodType>(item: Item) {
  return page(item).extend({ asOf: asOf.optional() });
}

export type PageAsOf<Item> = Page<Item> & { asOf?: AsOf | undefined };

/** What every list takes in its query string. */
export const pageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(500).default(50),
  cursor: z.string().optional(),
});
export type PageQuery = z.infer<typeof pageQuery>;
