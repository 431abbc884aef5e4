import type { PastChange, PastIncident } from '@hormesis/backtest';

const minute = 60_000;
const day = 24 * 60 * minute;

/** The first moment of the recorded past of these tests. */
export const start = Date.UTC(2026, 0, 5);
export const at = (days: number, minutes = 0) => start + days * day + minutes * minute;

export function incident(id: string, onset: number, more: Partial<PastIncident> = {}): PastIncident {
  return {
    id,
    service: 'checkout',
    environment: 'production',
    confirmed: true,
    fingerprint: 'class-1',
    metric: 'http.errors',
    onset,
    detectedAt: onset + 10 * minute,
    stoppedAt: onset + 20 * minute,
    endedAt: onset + 30 * minute,
    change: null,
    exposedUserSeconds: null,
    requests: [],
    ...more,
  };
}

export function change(id: string, began: number, more: Partial<PastChange> = {}): PastChange {
  return {
    id,
    kind: 'deployment',
    service: 'checkout',
    environment: 'production',
    subject: 'checkout',
    flag: null,
    version: id,
    steps: [{ at: began, exposure: 100 }],
    incident: null,
    ...more,
  };
}
