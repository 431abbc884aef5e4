/** One partition of a topic. */
export type TopicPartition = { topic: string; partition: number };

/** A place on the log. `offset` counts from 0; of two records in one partition the later has the larger offset. */
export type Position = TopicPartition & { offset: number };

/** `hormesis.changes/3@48213`: how a position is written in URLs, logs and reports. */
export function formatPosition({ topic, partition, offset }: Position): string {
  return `${topic}/${partition}@${offset}`;
}

/** Reads what {@link formatPosition} wrote; `undefined` if it is not a position. */
export function parsePosition(text: string): Position | undefined {
  const match = /^([\w.-]+)\/(\d+)@(\d+)$/.exec(text);
  if (!match) return undefined;
  return { topic: match[1] ?? '', partition: Number(match[2]), offset: Number(match[3]) };
}
