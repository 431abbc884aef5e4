/** One thing that the requests of a cohort have in common. */
export type CohortPart =
  | { kind: 'change'; id: string }
  | { kind: 'version'; version: string }
  | { kind: 'flag'; key: string; variant?: string }
  | { kind: 'pod'; name: string };

/** Whose requests a window counts: everybody's, those that no change reaches, or those with all of the parts. */
export type Cohort = { kind: 'all' } | { kind: 'control' } | { kind: 'parts'; parts: readonly CohortPart[] };

/**
 * Reads a cohort: `all`, `control`, or parts joined by `+`. A part is `version:<version>`, `flag:<key>`,
 * `flag:<key>=<variant>`, `pod:<name>`, or else the id of a change. In values `%`, `+` and `=` stand percent-encoded
 * (`version:1.2.0%2Bbuild7`); a `%` that encodes nothing stands for itself. `undefined`: it is no cohort.
 */
export function cohortParts(text: string): Cohort | undefined {
  if (text === 'all' || text === 'control') return { kind: text };
  const parts = text.split('+').map(partOf);
  return parts.every((part) => part !== undefined) ? { kind: 'parts', parts } : undefined;
}

/** Writes parts as a cohort, in the order that they are given; without any it is `all`. */
export function cohortOf(parts: readonly CohortPart[]): string {
  return parts.length === 0 ? 'all' : parts.map(textOf).join('+');
}

function partOf(text: string): CohortPart | undefined {
  const [, kind, value = ''] = /^(version|flag|pod):(.*)$/s.exec(text) ?? [];
  if (kind === undefined) return isFree(text) ? { kind: 'change', id: decoded(text) } : undefined;
  if (value === '') return undefined;
  if (kind === 'version') return { kind, version: decoded(value) };
  if (kind === 'pod') return { kind, name: decoded(value) };
  const [key = '', variant, ...more] = value.split('=');
  if (key === '' || variant === '' || more.length > 0) return undefined;
  return { kind: 'flag', key: decoded(key), ...(variant === undefined ? {} : { variant: decoded(variant) }) };
}

/** `all` and `control` are whole cohorts, and parts of none. */
function isFree(text: string): boolean {
  return text !== '' && text !== 'all' && text !== 'control';
}

function textOf(part: CohortPart): string {
  switch (part.kind) {
    case 'version':
      return `version:${encoded(part.version)}`;
    case 'pod':
      return `pod:${encoded(part.name)}`;
    case 'flag': {
      const variant = part.variant === undefined ? '' : `=${encoded(part.variant)}`;
      return `flag:${encoded(part.key)}${variant}`;
    }
    case 'change':
      return changeText(part.id);
  }
}

/** The id of a change that would read as something else hides its first character. */
function changeText(id: string): string {
  const text = encoded(id);
  const isOther = !isFree(text) || /^(version|flag|pod):/.test(text);
  return isOther ? `%${id.charCodeAt(0).toString(16).toUpperCase()}${text.slice(1)}` : text;
}

function encoded(value: string): string {
  return value.replace(/[%+=]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}

function decoded(value: string): string {
  return value.replace(/%([2-7][0-9A-F])/gi, (_whole, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}
