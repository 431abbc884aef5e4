/** What was written, with the defaults that the schema filled in. What the schema does not name stays as written. */
export function withDefaults(written: unknown, parsed: unknown): unknown {
  if (isRecord(written) && isRecord(parsed)) {
    const keys = new Set([...Object.keys(written), ...Object.keys(parsed)]);
    return Object.fromEntries(
      [...keys].map((key) => [
        key,
        Object.hasOwn(parsed, key) ? withDefaults(written[key], parsed[key]) : written[key],
      ]),
    );
  }
  if (Array.isArray(written) && Array.isArray(parsed)) {
    return parsed.map((item, at) => withDefaults(written[at], item));
  }
  return parsed;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
