import { formatFixed, formatGeneral, formatValue } from './format-number.js';

/** Go's printf with the verbs that rules use: %s %v %f %g %e %q %%, with width and precision. */
export function printf(format: string, given: readonly (string | number)[]): string {
  let next = 0;
  return format.replace(
    /%([-0+]*)(\d+)?(?:\.(\d+))?([a-zA-Z%])/g,
    (all, flags: string, width: string | undefined, precision: string | undefined, verb: string) => {
      if (verb === '%') return '%';
      const value = given[next++];
      if (value === undefined) return `%!${verb}(MISSING)`;
      const text = formatted(verb, value, precision === undefined ? undefined : Number(precision));
      return text === undefined ? mismatched(verb, value) : padded(all, text, flags, Number(width ?? 0));
    },
  );
}

/** What Go writes for a verb that does not fit; %d is one, for values are no integers. */
function mismatched(verb: string, value: string | number): string {
  return typeof value === 'number'
    ? `%!${verb}(float64=${formatValue(value)})`
    : `%!${verb}(string=${value})`;
}

function formatted(verb: string, value: string | number, precision: number | undefined): string | undefined {
  if (verb === 'v') return typeof value === 'number' ? formatValue(value) : value;
  if (verb === 's') return typeof value === 'string' ? value : undefined;
  if (verb === 'q') return typeof value === 'string' ? JSON.stringify(value) : undefined;
  if (typeof value !== 'number') return undefined;
  if (verb === 'f') return formatFixed(value, precision ?? 6);
  if (verb === 'g') return precision === undefined ? formatValue(value) : formatGeneral(value, precision);
  if (verb !== 'e') return undefined;
  return value.toExponential(precision ?? 6).replace(/e([+-])(\d)$/, 'e$10$2');
}

function padded(verb: string, text: string, flags: string, width: number): string {
  const signed = flags.includes('+') && !/^[-+]/.test(text) && /[fge]$/.test(verb) ? `+${text}` : text;
  if (flags.includes('-')) return signed.padEnd(width);
  if (!flags.includes('0')) return signed.padStart(width);
  const sign = /^[-+]/.exec(signed)?.[0] ?? '';
  return sign + signed.slice(sign.length).padStart(width - sign.length, '0');
}
