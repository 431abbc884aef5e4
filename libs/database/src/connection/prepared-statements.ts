import type pg from 'pg';

/** A statement is prepared when it comes the second time. */
const usesBefore = 1;
/** The most texts to know. A program has fewer; where texts are put together from values, the others go unprepared. */
const mostTexts = 300;

/** The statement is not what was prepared: a table has changed since, or a pooler gave us another server's connection. */
const notAsPrepared = new Set(['0A000', '26000', '42P05']);

/**
 * Has Postgres plan each statement once a connection instead of each time, which is a third of its work for small ones.
 * Where that does not go well, nothing is prepared any more.
 */
export class PreparedStatements {
  readonly #uses = new Map<string, { name: string; count: number }>();
  #isOff = false;

  /** How to send a statement. */
  configOf(text: string, params: readonly unknown[]): pg.QueryConfig {
    const values = [...params];
    const name = values.length === 0 ? undefined : this.#nameOf(text);
    return name === undefined ? { text, values } : { name, text, values };
  }

  /** Whether the statement failed because it was prepared: sent again it may succeed, for from now on none is. */
  failed(error: unknown): boolean {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (this.#isOff || !notAsPrepared.has(code)) return false;
    this.#isOff = true;
    return true;
  }

  #nameOf(text: string): string | undefined {
    if (this.#isOff) return undefined;
    const known = this.#uses.get(text);
    if (known) {
      known.count += 1;
      return known.count > usesBefore ? known.name : undefined;
    }
    const size = this.#uses.size;
    if (size < mostTexts) this.#uses.set(text, { name: `hormesis_${size}`, count: 1 });
    return undefined;
  }
}
