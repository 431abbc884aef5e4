import type { TopicName } from '../catalogue/define-event.js';

/** The topics, in the order in which the documents list them. */
export const topicsInWords: readonly { topic: TopicName; title: string; holds: string }[] = [
  {
    topic: 'hormesis.changes',
    title: 'Changes',
    holds:
      'What alters what users get, and what leads there: deployments, flags, policy, builds, tests. Types that are only kept stand here too.',
  },
  { topic: 'hormesis.signals', title: 'Signals', holds: 'Windows of counts and latency.' },
  {
    topic: 'hormesis.incidents',
    title: 'Incidents',
    holds: 'Anomalies, attributions, actions, incidents, crashes and reports.',
  },
  { topic: 'hormesis.learning', title: 'Learning', holds: 'Proposals, and what becomes of them.' },
];
