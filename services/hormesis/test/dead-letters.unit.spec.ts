import type { DeadLetter } from '@hormesis/api';
import { describe, expect, it } from 'vitest';
import type { Server } from '../src/cli/server.js';
import { wholeNumber } from '../src/cli/whole-number.js';
import { outcomeOfAll } from '../src/dead-letters/outcome.js';

const letter = (seq: number) => ({ seq }) as DeadLetter;

/** Parks letters of these numbers; those that are to be tried again are tried at the third look. */
function serverWith(parked: readonly number[], retrying: readonly number[]): Server {
  let looks = 0;
  const json = async (path: string) => {
    const query = new URL(path, 'http://localhost').searchParams;
    const limit = Number(query.get('limit'));
    const seqs = query.get('state') === 'retrying' ? (++looks < 3 ? retrying : []) : parked;
    const after = seqs.filter((seq) => seq > Number(query.get('cursor') ?? 0));
    const items = after.slice(0, limit).map(letter);
    return { items, next: after.length > limit ? String(items.at(-1)?.seq) : null };
  };
  return { json } as unknown as Server;
}

describe('what became of all dead letters', () => {
  it('counts only those that were asked for, page by page', async () => {
    const parked = Array.from({ length: 1_300 }, (_, n) => n + 1);
    expect(await outcomeOfAll(serverWith(parked, [7]), 1_200, undefined)).toBe(1_200);
    expect(await outcomeOfAll(serverWith(parked, []), 500, undefined)).toBe(500);
    expect(await outcomeOfAll(serverWith([1_300], [1]), 1_200, 'incident')).toBe(0);
  });
});

describe('a whole number', () => {
  it.each(['0x10', '1e3', '', ' ', '-1', '1.5', '99999999999999999999', '٣'])(
    'is not written as "%s"',
    (text) => {
      expect(() => wholeNumber(text)).toThrow('whole number');
    },
  );

  it('is written in digits', () => {
    expect(wholeNumber('017')).toBe(17);
  });
});
