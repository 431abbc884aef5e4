{
  prometheusAlerts+:: {
    groups+: [
      {
        name: 'hormesis-audit',
        rules: [
          {
            alert: 'HormesisEventsLost',
            expr: 'max by (kind) (hormesis_audit_findings{kind!~"stands-still|no-checkpoint"}) > 0',
            labels: { severity: 'critical' },
            annotations: {
              summary: 'The log and what was made of it do not agree ({{ $labels.kind }}).',
              description: '{{ $value }} findings of the audit nobody has acknowledged. hormesis doctor says where, and what to do.',
            },
          },
          {
            alert: 'HormesisProjectionStandsStill',
            expr: 'max by (kind) (hormesis_audit_findings{kind=~"stands-still|no-checkpoint"}) > 0',
            'for': '5m',
            labels: { severity: 'warning' },
            annotations: {
              summary: 'Somebody who should read the log does not ({{ $labels.kind }}).',
              description: '{{ $value }} places on the log at which a projection or reaction does not go on. hormesis doctor says which, and why.',
            },
          },
          {
            alert: 'HormesisAuditOld',
            expr: 'min(hormesis_audit_age_seconds) > 900',
            'for': '15m',
            labels: { severity: 'warning' },
            annotations: {
              summary: 'For a quarter of an hour nobody has compared everything with the log.',
              description: 'The audit runs in the projector. If hormesis_audit_behind grows, more comes in than it may read: raise HORMESIS_AUDIT_PERCENT.',
            },
          },
        ],
      },
    ],
  },
}
