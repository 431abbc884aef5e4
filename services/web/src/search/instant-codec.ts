const compact = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})(?:\.(\d{3}))?Z$/;

/** An instant for a URL, free of characters that a URL escapes: `20261116T140311Z`, `20261116T140311.250Z`. */
export function encodeInstant(ms: number): string {
  return new Date(Math.round(ms)).toISOString().replaceAll('-', '').replaceAll(':', '').replace('.000Z', 'Z');
}

/** The instant in milliseconds, or `undefined` for what `encodeInstant` would not have written. */
export function decodeInstant(text: string): number | undefined {
  const match = compact.exec(text);
  if (!match) return undefined;
  const [, year, month, day, hour, minute, second, fraction = '000'] = match;
  const ms = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}.${fraction}Z`);
  return Number.isNaN(ms) || encodeInstant(ms) !== text.replace('.000Z', 'Z') ? undefined : ms;
}
