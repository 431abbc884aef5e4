import { Backoff } from './backoff.js';

const attempts = 14;
const never = new AbortController().signal;

/**
 * Does the work again while it fails with what Kafka calls retriable, for about 10 s: the leader of a new partition,
 * for example, is known to all brokers only after a moment.
 */
export async function retrying<T>(work: () => Promise<T>): Promise<T> {
  const backoff = new Backoff(50, 1000);
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (attempt === attempts || !isRetriable(error)) throw error;
      await backoff.wait(never);
    }
  }
}

function isRetriable(error: unknown): boolean {
  return error instanceof Error && 'retriable' in error && error.retriable === true;
}
