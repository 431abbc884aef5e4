import { z } from 'zod';

/** A page of a list, newest first. `next` is the cursor of the following page, `null` on the last. */
export function page<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), next: z.string().nullable() });
}

export type Page<Item> = { items: Item[]; next: string | null };

/** What every list takes in its query string. */
export const pageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(500).default(50),
  cursor: z.string().optional(),
});
export type PageQuery = z.infer<typeof pageQuery>;
