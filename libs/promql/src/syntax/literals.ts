const units: readonly (readonly [string, number])[] = [
  ['y', 365 * 86_400_000],
  ['w', 7 * 86_400_000],
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1000],
  ['ms', 1],
];
const duration = new RegExp(`^${units.map(([unit]) => `(?:(\\d+)${unit})?`).join('')}$`);

/** `1h30m` in milliseconds; nothing when it is no duration. */
export function parseDuration(text: string): number | undefined {
  const parts = text === '' ? null : duration.exec(text);
  if (!parts) return undefined;
  return units.reduce((sum, [, ms], index) => sum + Number(parts[index + 1] ?? 0) * ms, 0);
}

/** Milliseconds as Prometheus writes a duration: `90m` is `1h30m`. */
export function formatDuration(ms: number): string {
  if (ms === 0) return '0s';
  let rest = ms;
  let text = '';
  for (const [unit, size] of units) {
    // Years and weeks only where they are exact, as Prometheus does.
    if ((unit === 'y' || unit === 'w') && rest % size !== 0) continue;
    const count = Math.floor(rest / size);
    if (count > 0) text += `${count}${unit}`;
    rest -= count * size;
  }
  return text;
}

/** A number as PromQL writes it: decimal, hexadecimal, octal, `Inf`, `NaN`, or a duration in seconds. */
export function parseNumber(text: string): number | undefined {
  const sign = text.startsWith('-') ? -1 : 1;
  const plain = text
    .replace(/^[+-]\s*/, '')
    .replaceAll('_', '')
    .toLowerCase();
  if (plain === 'inf') return sign * Number.POSITIVE_INFINITY;
  if (plain === 'nan') return Number.NaN;
  if (/^0[0-7]+$/.test(plain)) return sign * Number.parseInt(plain, 8);
  const ms = parseDuration(plain);
  if (ms !== undefined) return (sign * ms) / 1000;
  const value = Number(plain);
  return plain === '' || Number.isNaN(value) ? undefined : sign * value;
}

const escapes: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  '"': '"',
  "'": "'",
};

/** The text of a string literal with its quotes; nothing when it is not closed or escapes what it may not. */
export function parseString(literal: string): string | undefined {
  const quote = literal[0];
  if (literal.length < 2 || literal.at(-1) !== quote) return undefined;
  const body = literal.slice(1, -1);
  if (quote === '`') return body;
  let bad = false;
  const text = body.replace(
    /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{3})|([\s\S]?))/g,
    (_, x?: string, u?: string, long?: string, octal?: string, simple?: string) => {
      const code = x ?? u ?? long;
      if (code !== undefined) return String.fromCodePoint(Number.parseInt(code, 16));
      if (octal !== undefined) return String.fromCodePoint(Number.parseInt(octal, 8));
      const meant = escapes[simple ?? ''];
      if (meant === undefined) bad = true;
      return meant ?? '';
    },
  );
  return bad ? undefined : text;
}
