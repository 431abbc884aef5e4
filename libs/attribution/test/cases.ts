import type { Case, CaseChange, CaseSeries } from '../src/index.js';

export const minute = 60_000;
export const alertAt = 1_767_600_000_000;

/** Minutes before the alert as an instant. */
export const before = (minutes: number) => alertAt - minutes * minute;

export function canary(
  id: string,
  service: string,
  startedBefore: number,
  over: Partial<CaseChange> = {},
): CaseChange {
  const start = before(startedBefore);
  const steps = [{ start, end: start + minute, replicas: 1 }];
  return { id, service, kind: 'deployment', start, replicas: 4, steps, ...over };
}

type PodStory = {
  service: string;
  pod: string;
  version?: string | null;
  from?: string;
  to?: string;
  /** Minutes before the alert from and to which it reports. */
  since?: number;
  until?: number;
  success?: (minutesBefore: number) => number | null;
  latencyMs?: (minutesBefore: number) => number | null;
};

/** Points once a minute, a little uneven, the same at every run. */
export function pod(story: PodStory): CaseSeries {
  const { service, pod: name, version = 'v1', from = 'users', to = service, since = 60, until = 0 } = story;
  const { success = () => 0.999, latencyMs = () => 20 } = story;
  const points = [];
  for (let ago = since; ago >= until; ago -= 1) {
    const wobble = 1 + 0.06 * Math.sin(ago * 2.3 + name.length * 1.7 + name.charCodeAt(name.length - 1));
    const latency = latencyMs(ago);
    points.push({
      t: before(ago),
      success: success(ago),
      latencyMs: latency === null ? null : latency * wobble,
      cpu: 0.5 * wobble,
      memory: 100 * wobble,
    });
  }
  return { pod: name, service, version, from, to, points };
}

export const old = (service: string, count = 3, over: Partial<PodStory> = {}) =>
  Array.from({ length: count }, (_, n) => pod({ service, pod: `${service}-old-${n}`, ...over }));

export const fresh = (service: string, since: number, over: Partial<PodStory> = {}) =>
  pod({ service, pod: `${service}-new`, version: 'v2', since, ...over });

export const shopEdges = [
  { from: 'frontend', to: 'checkout' },
  { from: 'frontend', to: 'catalog' },
  { from: 'checkout', to: 'payment' },
];

export function caseOf(over: Partial<Case>): Case {
  return { t: alertAt, changes: [], edges: shopEdges, series: [], ...over };
}

/** A canary of checkout that fails, beside a later, innocent one of catalog. */
export function brokenCanary(over: Partial<Case> = {}): Case {
  return caseOf({
    alert: { service: 'frontend' },
    changes: [canary('guilty', 'checkout', 15), canary('later', 'catalog', 4)],
    series: [
      ...old('checkout'),
      fresh('checkout', 14, { success: () => 0.7 }),
      ...old('catalog'),
      fresh('catalog', 3),
      ...old('frontend', 3, { success: (ago) => (ago <= 14 ? 0.92 : 0.999) }),
    ],
    ...over,
  });
}
