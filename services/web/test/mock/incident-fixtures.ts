import type { IncidentDetail, ReportSummary, Status } from '@hormesis/api';
import { before, minute } from './fleet-fixtures.js';

export const liveIncident = 'inc-4f2a91c0';
export const pastIncident = 'inc-77b1e05d';

export function incidents(now: number): IncidentDetail[] {
  const suspect = {
    change: {
      eventId: 'evt-ramp',
      kind: 'flag' as const,
      service: 'checkout',
      subject: 'checkout-tax-v2',
      summary: 'flag checkout-tax-v2 ramped to 10 % on',
      at: before(now, 13),
      reversible: true,
    },
    probability: 0.62,
    evidence: [
      'It began 48 s before the onset; no other change of checkout began within ten minutes.',
      'It concerns the service in which the anomaly was seen.',
    ],
  };
  const others = [
    {
      change: {
        eventId: 'evt-deploy',
        kind: 'deployment' as const,
        service: 'checkout',
        subject: 'checkout',
        summary: 'checkout v413 deployed to production for 10 % of users',
        at: before(now, 14),
        reversible: true,
      },
      probability: 0.31,
      evidence: [
        'It began 1 min 48 s before the onset.',
        'The deployment is behind the flag that was ramped after it.',
      ],
    },
    {
      change: null,
      probability: 0.07,
      evidence: ['Two of the last ten anomalies of checkout had no change before them.'],
    },
  ];
  const past = {
    ...suspect,
    probability: 0.97,
    change: {
      ...suspect.change,
      eventId: 'evt-change-mailer',
      kind: 'deployment' as const,
      service: 'mailer',
      subject: 'mailer',
      summary: 'mailer v205 deployed to production',
    },
  };
  return [
    {
      id: liveIncident,
      phase: 'open',
      severity: 'critical',
      service: 'checkout',
      environment: 'production',
      title: 'Error rate of checkout rose from 0.2 % to 11 %',
      onset: before(now, 12.2),
      detectedAt: before(now, 12),
      acknowledgedAt: null,
      mitigatedAt: null,
      resolvedAt: null,
      attributedTo: suspect,
      staleSince: null,
      actions: [
        {
          id: 'act-pause',
          target: { kind: 'pause', flag: 'checkout-tax-v2' },
          state: 'completed',
          verdict: null,
          dryRun: false,
          reason: 'Attributed to this ramp.',
          requestedAt: before(now, 11.8),
          finishedAt: before(now, 11.79),
          durationMs: 41,
        },
        {
          id: 'act-1',
          target: { kind: 'kill', flag: 'checkout-tax-v2' },
          state: 'recommended',
          verdict: null,
          dryRun: false,
          reason: 'The flag is the most likely cause, but 62 % is less than the 90 % needed to act alone.',
          requestedAt: before(now, 11.9),
          finishedAt: null,
          durationMs: null,
        },
      ],
      candidates: [suspect, ...others],
      attributionMethod: 'posterior/2',
      acknowledgedBy: null,
      resolution: null,
      anomalies: ['anomaly-checkout-errors'],
      proposals: [],
    },
    {
      id: pastIncident,
      phase: 'resolved',
      severity: 'warning',
      service: 'mailer',
      environment: 'production',
      title: 'Latency of mailer at the 95th percentile rose to 4.2 s',
      onset: before(now, 1503.8),
      detectedAt: before(now, 1499.5),
      acknowledgedAt: before(now, 1497),
      mitigatedAt: before(now, 1495),
      resolvedAt: before(now, 1488),
      attributedTo: past,
      staleSince: null,
      actions: [
        {
          id: 'act-0',
          target: { kind: 'rollback', service: 'mailer', environment: 'production', toVersion: 'v204' },
          state: 'completed',
          verdict: 'confirmed',
          dryRun: false,
          reason: 'Attributed to mailer v205 at 97 %.',
          requestedAt: before(now, 1499.4),
          finishedAt: before(now, 1499.39),
          durationMs: 84,
        },
      ],
      candidates: [past, { change: null, probability: 0.03, evidence: [] }],
      attributionMethod: 'time, service and reach',
      acknowledgedBy: 'ana',
      resolution: 'The anomaly cleared.',
      anomalies: ['anomaly-mailer-latency'],
      proposals: ['pro-3f9a1c20d7e4', 'pro-8e7f31b0c2d4', 'prop-flag-1'],
    },
  ];
}

export function reports(now: number): ReportSummary[] {
  const week = (name: string, count: number, days: number): ReportSummary => ({
    week: name,
    from: before(now, (days + 7) * 1440),
    to: before(now, days * 1440),
    incidents: count,
    publishedAt: before(now, days * 1440 - 5),
    digest: `digest-${name}`,
  });
  return [week('2026-W47', 3, 1), week('2026-W46', 0, 8)];
}

export function status(now: number): Status {
  return {
    version: '0.1.0',
    log: 'postgres',
    startedAt: before(now, 600),
    counts: { services: 8, deployments: 340, incidents: 9, openIncidents: 1, proposals: 7, flags: 4 },
    projections: [
      {
        ...{ name: 'timeline_entry', kind: 'projection', version: 1, behind: 0, parked: 0 },
        ...{ staleSince: null, trouble: null, outdated: null },
      },
    ],
    outbox: { waiting: 0, oldestSeconds: 0, stuck: [] },
    lastEventAt: new Date(now - minute / 4).toISOString(),
  };
}

export const emptyStatus = (now: number): Status => ({
  ...status(now),
  counts: { services: 0, deployments: 0, incidents: 0, openIncidents: 0, proposals: 0, flags: 0 },
  lastEventAt: null,
});
