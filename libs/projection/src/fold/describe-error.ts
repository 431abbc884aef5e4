/** An error in one line that Postgres can store. */
export function describeError(error: unknown): string {
  const line = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return line.replaceAll('\0', '\uFFFD').slice(0, 2_000);
}
