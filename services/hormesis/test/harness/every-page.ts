import type { Page } from '@hormesis/api';
import type { Api } from './api.js';

/** All items of a list, page after page. */
export async function everyPage<Item>(api: Api, path: string): Promise<Item[]> {
  const items: Item[] = [];
  let cursor: string | null = null;
  do {
    const url: string = `${path}${path.includes('?') ? '&' : '?'}limit=500${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`;
    const page: Page<Item> = await api.get<Page<Item>>(url);
    items.push(...page.items);
    cursor = page.next;
  } while (cursor !== null);
  return items;
}
