import { readFileSync } from 'node:fs';

/** A request as a how-to page shows it, by `curl`. */
export type ShownRequest = { method: string; path: string; body: string | undefined };

const pages = new URL('../../../docs/how-to/', import.meta.url);

/** Every request to $HORMESIS on a how-to page, in order. */
export function requestsOn(page: string): ShownRequest[] {
  const text = readFileSync(new URL(page, pages), 'utf8').replaceAll('\\\n', ' ');
  const blocks = [...text.matchAll(/^```sh\n(.*?)^```/gms)].map(([, block = '']) => block);
  return blocks.flatMap((block) => block.split(/\n(?=curl )/).flatMap(requestIn));
}

function requestIn(text: string): ShownRequest[] {
  const [, method = 'GET', path] = /^curl (?:-X (\w+) )?\$HORMESIS(\S+)/.exec(text) ?? [];
  return path === undefined ? [] : [{ method, path, body: /-d '([^']*)'/.exec(text)?.[1] }];
}
