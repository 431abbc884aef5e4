/** Headers of a record that are told apart by their place. */
const mostPlaces = 32;

type Known = { name: string; bytes: Buffer };

/**
 * The names of headers. Records that follow one another mostly have the same names in the same places, and to compare a
 * name costs less than to make it.
 */
export class HeaderNames {
  readonly #known: (Known | undefined)[] = [];

  /** The name that stands in `buffer` from `begin` to `end`, of the header at this place in its record. */
  read(buffer: Buffer, begin: number, end: number, place: number): string {
    const known = this.#known[place];
    if (known && isThere(known.bytes, buffer, begin, end)) return known.name;
    const bytes = buffer.subarray(begin, end);
    const name = bytes.toString('utf8');
    if (place < mostPlaces) this.#known[place] = { name, bytes: Buffer.from(bytes) };
    return name;
  }
}

function isThere(bytes: Buffer, buffer: Buffer, begin: number, end: number): boolean {
  if (end - begin !== bytes.length) return false;
  for (let i = bytes.length - 1; i >= 0; i--) if (bytes[i] !== buffer[begin + i]) return false;
  return true;
}
