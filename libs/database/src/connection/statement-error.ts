/**
 * A statement that Postgres refused, or that was cut off. `cause` is the driver's error; its `detail` may hold values of
 * the row, which the message leaves out.
 */
export class StatementError extends Error {
  override readonly name = 'StatementError';

  private constructor(
    message: string,
    /** The SQL, without its parameters: those may hold secrets. */
    readonly statement: string,
    /** SQLSTATE (`23505` unique violation, `40001` serialization failure, …) or a system code (`ECONNREFUSED`). */
    readonly code: string | undefined,
    readonly constraint: string | undefined,
    cause: unknown,
  ) {
    super(message, { cause });
  }

  static of(error: unknown, statement: string): StatementError {
    if (error instanceof StatementError) return error;
    const { message, code, constraint } = describe(error);
    return new StatementError(`${message}, in: ${shorten(statement)}`, statement, code, constraint, error);
  }

  /** Nothing is wrong with the statement: the same one may well succeed later, or on another connection. */
  get isTransient(): boolean {
    return this.code === undefined || /^(08|0A000|26000|40|42P05|53|55P03|57P|E[A-Z]+$)/.test(this.code);
  }
}

type Said = { message: string; code?: string; constraint?: string };

function describe(error: unknown): Said {
  if (error instanceof AggregateError && error.errors.length > 0) return describe(error.errors[0]);
  if (error instanceof Error) return error;
  return { message: String(error) };
}

function shorten(statement: string): string {
  const line = statement.replace(/\s+/g, ' ').trim();
  return line.length > 200 ? `${line.slice(0, 197)}…` : line;
}
