/** A column of a read model: its type in Postgres and in code. */
export interface Column<T = unknown> {
  readonly sql: 'text' | 'timestamptz' | 'bigint' | 'double precision' | 'boolean' | 'json' | 'jsonb';
  readonly nullable: Column<T | null>;
  /** The value as the table gives it back, so that a row kept in memory equals the row loaded again. */
  normal(value: T): T;
}

export type Columns = Readonly<Record<string, Column>>;

/** The values of some columns, by name. */
export type Row<C extends Columns> = {
  readonly [Name in keyof C]: C[Name] extends Column<infer T> ? T : never;
};

function column<T>(sql: Column['sql'], normal: (value: T) => T = (value) => value): Column<T> {
  return {
    sql,
    normal,
    get nullable(): Column<T | null> {
      return column<T | null>(sql, (value) => (value === null ? null : normal(value)));
    },
  };
}

/** Text that Postgres can hold; U+0000 is refused here, so that one event is at fault and not its whole batch. */
export const text = column<string>('text', (value) => {
  if (value.includes('\0')) throw new RangeError('Text with U+0000 cannot be stored.');
  return value;
});
export const integer = column<number>('bigint', (value) => {
  if (!Number.isSafeInteger(value)) throw new RangeError(`${value} is no whole number that can be stored.`);
  return value;
});
export const number = column<number>('double precision');
export const boolean = column<boolean>('boolean');

/** A point in time, kept as RFC 3339 in UTC with milliseconds. */
export const instant = column<string>('timestamptz', (value) =>
  isNormalInstant(value) ? value : new Date(value).toISOString(),
);

/** One of a few words. */
export function oneOf<const Word extends string>(..._words: readonly Word[]): Column<Word> {
  return column<Word>('text');
}

/** A value of any shape, kept as `jsonb`. */
export function json<T>(): Column<T> {
  return column<T>('jsonb');
}

/** A value of any shape, kept as its JSON text: cheaper to write than `jsonb`, dearer to look inside. */
export function jsonText<T>(): Column<T> {
  return column<T>('json');
}

function isNormalInstant(value: string): boolean {
  return value.length === 24 && value.endsWith('Z');
}
