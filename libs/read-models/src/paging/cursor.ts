/** A cursor that this version did not make, or that belongs to another list. */
export class InvalidCursor extends Error {
  override readonly name = 'InvalidCursor';
  constructor() {
    super(
      'The cursor is not one of this list. Take `next` of the page before, or leave it out to begin anew.',
    );
  }
}

export type CursorValue = string | number;

/** Where a page ended, as one opaque word. */
export function writeCursor(values: readonly CursorValue[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

/** Reads what {@link writeCursor} wrote. @throws {InvalidCursor} */
export function readCursor(cursor: string, types: readonly SortType[]): CursorValue[] {
  const values = parse(cursor);
  if (!Array.isArray(values) || values.length !== types.length) throw new InvalidCursor();
  if (!values.every((value, n) => fits(value, types[n]))) throw new InvalidCursor();
  return values;
}

/** Types of the columns by which lists are sorted. */
export type SortType = 'timestamptz' | 'text' | 'bigint';

function fits(value: unknown, type: SortType | undefined): boolean {
  if (type === 'bigint') return Number.isSafeInteger(value);
  if (typeof value !== 'string' || value.includes('\0')) return false;
  return type === 'text' || !Number.isNaN(Date.parse(value));
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
