import type { TopicName } from '@hormesis/events';

export const topics = {
  changes: 'hormesis.changes',
  signals: 'hormesis.signals',
  incidents: 'hormesis.incidents',
  learning: 'hormesis.learning',
} as const satisfies Record<string, TopicName>;

export const allTopics: readonly TopicName[] = Object.values(topics);

/** Partitions of each topic unless configured otherwise; to change it later splits the history of a key. */
export const defaultPartitions = 4;
