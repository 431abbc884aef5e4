/** A step by which a change reached users: from `at` on so many percent of them had it. */
export type ExposureStep = { at: number; exposure: number };

/** A change as the log tells it. Times are milliseconds since 1970. */
export type PastChange = {
  /** Id of the event of its first step. */
  id: string;
  kind: 'deployment' | 'flag' | 'config';
  service: string;
  environment: string;
  /** Service or flag key. */
  subject: string;
  /** The flag that it is, or that it is behind. */
  flag: string | null;
  version: string | null;
  /** In order; a last one of 0 % is when it was taken back. */
  steps: readonly [ExposureStep, ...ExposureStep[]];
  /** The incident that is attributed to it; `null`: it harmed nobody. */
  incident: string | null;
};

/** When its first users got it. */
export function beganAt({ steps }: PastChange): number {
  return steps[0].at;
}

/** Percent of users that had it at a moment. */
export function exposureAt({ steps }: PastChange, at: number): number {
  return steps.findLast((step) => step.at <= at)?.exposure ?? 0;
}
