/** An error in one sentence for people, with the original as its cause. */
export function failure(what: string, brokers: readonly string[], cause: unknown): Error {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new Error(`${what} (Kafka at ${brokers.join(', ')}): ${reason.replace(/\.?$/, '.')}`, { cause });
}

/** Rejects when the work takes longer than `patienceMs`. The work itself goes on. */
export async function within<T>(patienceMs: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${patienceMs} ms`)), patienceMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
