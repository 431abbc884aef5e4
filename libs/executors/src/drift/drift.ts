import type { DataOf, EventName, EventOf, Instant, StatementOf } from '@hormesis/events';

export type DriftEventName = Extract<
  EventName,
  'drift.detected' | 'drift.proposed' | 'drift.stuck' | 'drift.closed'
>;
export type DriftStatement = StatementOf<DriftEventName>;
export type DriftEvent = EventOf<DriftEventName>;

/** One action that Git does not know of yet. Its id is the action’s. */
export type Drift = {
  id: string;
  /** `none`: nothing differs, and nothing did. */
  phase: 'none' | 'open' | 'closed';
  service: string;
  environment: string | undefined;
  incident: string;
  repository: string;
  reason: string;
  since?: Instant;
  flag?: string | undefined;
  version?: string | undefined;
  toVersion?: string | undefined;
  proposal?: Pick<DataOf<'drift.proposed'>, 'pullRequest' | 'number' | 'branch'>;
  /** Why no pull request could be opened. */
  problem?: string;
  closed?: { at: Instant; by: DataOf<'drift.closed'>['by']; reason: string };
};

/** What each event of a drift says about where it belongs. */
export function placeOfDrift({ service, environment, repository }: Drift) {
  return {
    service: { id: service },
    ...(environment === undefined ? {} : { environment: { id: environment } }),
    repository,
  };
}
