/** Where in a text something stands; both count from 1. */
export type Place = { line: number; column: number };

/**
 * Why an expression cannot be used: it is not PromQL (`syntax`), it uses what we do not evaluate (`unsupported`),
 * its parts do not fit together (`type`), or the data at that moment does not fit it (`evaluation`).
 */
export type PromqlFault = 'syntax' | 'unsupported' | 'type' | 'evaluation';

/** An expression that cannot be evaluated; the message says what, where, and what to do. */
export class PromqlError extends Error {
  override readonly name = 'PromqlError';

  constructor(
    readonly fault: PromqlFault,
    /** The message without its place. */
    readonly because: string,
    readonly place?: Place,
  ) {
    super(place ? `Line ${place.line}, column ${place.column}: ${because}` : because);
  }
}

/** The place of an offset in a text. */
export function placeOf(text: string, offset: number): Place {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf('\n') + 1;
  return { line: before.split('\n').length, column: offset - lineStart + 1 };
}
