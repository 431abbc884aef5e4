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

/**
 * When several topics are asked for at once, kafkajs may replace what it knows of one by what it has learned of another,
 * and trips over that. Asked again, it looks anew.
 */
export function overtaken(error: unknown): never {
  if (!(error instanceof TypeError)) throw error;
  throw Object.assign(
    new Error('The partitions of the topic are not known at the moment.', { cause: error }),
    {
      retriable: true,
    },
  );
}
