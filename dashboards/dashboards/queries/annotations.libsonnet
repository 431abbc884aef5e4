{
  local change(kind, tag) = |||
    SELECT at AS time, summary AS text, concat_ws(',', '%(tag)s', service, environment) AS tags
    FROM read.change_history
    WHERE kind = '%(kind)s' AND $__timeFilter(at)
    ORDER BY at
  ||| % { kind: kind, tag: tag },

  deployments: change('deployment', 'deployment'),
  flags: change('flag', 'flag'),
  rollbacks: change('rollback', 'rollback'),
  incidents: |||
    SELECT detected_at AS time, coalesce(resolved_at, now()) AS timeend, title AS text,
      concat_ws(',', 'incident', severity, service) AS tags
    FROM read.incident
    WHERE $__timeFilter(detected_at)
    ORDER BY detected_at
  |||,
  proposals: |||
    SELECT decided_at AS time, title AS text, concat_ws(',', 'proposal', kind, service) AS tags
    FROM read.proposal
    WHERE state IN ('accepted', 'applied', 'retired') AND $__timeFilter(decided_at)
    ORDER BY decided_at
  |||,
}
