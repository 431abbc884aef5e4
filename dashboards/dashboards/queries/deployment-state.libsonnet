{
  services: |||
    SELECT DISTINCT service FROM read.deployment_state ORDER BY service
  |||,
  running: |||
    SELECT count(*) FILTER (WHERE phase <> 'removed') AS "services" FROM read.deployment_state WHERE service IN (${service:sqlstring})
  |||,
  rolledBack: |||
    SELECT count(*) AS "rolled back" FROM read.deployment_state WHERE phase = 'rolled-back' AND service IN (${service:sqlstring})
  |||,
  changes: |||
    SELECT count(*) AS "changes" FROM read.change_history WHERE $__timeFilter(at) AND (service IN (${service:sqlstring}) OR service IS NULL)
  |||,
  openIncidents: |||
    SELECT count(*) AS "open incidents" FROM read.incident WHERE phase <> 'resolved' AND detected_at IS NOT NULL
  |||,
  flagsOff: |||
    SELECT count(*) AS "flags off" FROM read.flag_state WHERE state = 'DISABLED' AND NOT removed
  |||,
  byAgents: |||
    SELECT count(*) FILTER (WHERE actor ->> 'kind' = 'agent')::float / nullif(count(*), 0) AS "by agents"
    FROM read.change_history
    WHERE $__timeFilter(at) AND kind = 'deployment' AND service IN (${service:sqlstring})
  |||,
  table: |||
    SELECT service, environment, version, phase, exposure, deployed_at AS "since",
      extract(epoch FROM now() - deployed_at) AS "age", actor ->> 'id' AS "by", actor ->> 'onBehalfOf' AS "for", flag
    FROM read.deployment_state
    WHERE service IN (${service:sqlstring})
    ORDER BY service, environment
  |||,
  versions: |||
    SELECT at AS time, service AS metric, version AS value
    FROM read.change_history
    WHERE $__timeFilter(at) AND kind IN ('deployment', 'rollback') AND service IN (${service:sqlstring}) AND version IS NOT NULL
    ORDER BY at
  |||,
  perDay: |||
    SELECT $__timeGroupAlias(at, '1d'), kind AS metric, count(*) AS value
    FROM read.change_history
    WHERE $__timeFilter(at) AND (service IN (${service:sqlstring}) OR service IS NULL)
    GROUP BY 1, 2
    ORDER BY 1
  |||,
  flags: |||
    SELECT key AS "flag", state, percentage, service, changed_at AS "changed", changed_by ->> 'id' AS "by", reason
    FROM read.flag_state
    WHERE NOT removed
    ORDER BY changed_at DESC
  |||,
  lastChanges: |||
    SELECT at AS "time", kind, service, summary, version, actor ->> 'id' AS "by", incident
    FROM read.change_history
    WHERE service IN (${service:sqlstring}) OR service IS NULL
    ORDER BY at DESC
    LIMIT 20
  |||,
  auditFindings: |||
    SELECT found_at AS "found", kind, coalesce(projection, 'the log') AS "of", topic || '/' || partition AS "where",
      from_offset AS "from", to_offset AS "to", expected, actual, detail
    FROM projection.audit_open
    ORDER BY found_at DESC
  |||,
}
