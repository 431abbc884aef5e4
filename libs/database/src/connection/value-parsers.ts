import pg from 'pg';

type Parser = (text: string) => unknown;

const { builtins } = pg.types;
const textArray = pg.types.getTypeParser(1009 as never) as unknown as (text: string) => (string | null)[];

function arrayOf(parse: Parser): Parser {
  return (text) => textArray(text).map((item) => (item === null ? null : parse(item)));
}

function integer(text: string): number | string {
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : text;
}

function decimal(text: string): number | string {
  const digits = text.replace(/^-|\./g, '').replace(/^0+/, '');
  return digits.length <= 15 ? Number(text) : text;
}

/** `2026-11-22 22:21:04.73+00` → `2026-11-22T22:21:04.730Z`; microseconds are kept if there are any. */
export function instant(text: string): string {
  const match = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d+))?([+-]\d\d)(?::(\d\d))?$/.exec(text);
  if (!match) return text;
  const [, date, time, fraction = '', hours = '+00', minutes = '00'] = match;
  const micros = fraction.padEnd(6, '0');
  const seconds = new Date(`${date}T${time}${hours}:${minutes}`).toISOString().slice(0, 19);
  return `${seconds}.${micros.endsWith('000') ? micros.slice(0, 3) : micros}Z`;
}

const asIs: Parser = (text) => text;

const parsers = new Map<number, Parser>([
  [builtins.INT8, integer],
  [builtins.NUMERIC, decimal],
  [builtins.TIMESTAMPTZ, instant],
  [builtins.TIMESTAMP, asIs],
  [builtins.DATE, asIs],
  [1016, arrayOf(integer)],
  [1231, arrayOf(decimal)],
  [1185, arrayOf(instant)],
  [1115, arrayOf(asIs)],
  [1182, arrayOf(asIs)],
]);

/** How values come back from Postgres; see {@link Queryable.query}. */
export const valueParsers: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    (format === 'binary' ? undefined : parsers.get(oid)) ??
    pg.types.getTypeParser(oid, format as 'text')) as pg.CustomTypesConfig['getTypeParser'],
};
