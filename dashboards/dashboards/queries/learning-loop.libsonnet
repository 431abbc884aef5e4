{
  incidents: |||
    SELECT count(*) AS "incidents" FROM read.incident
    WHERE $__timeFilter(detected_at) AND id NOT IN (SELECT incident FROM read.incident_case WHERE drill IS NOT NULL)
  |||,
  proposed: |||
    SELECT count(*) AS "proposals" FROM read.proposal WHERE $__timeFilter(proposed_at)
  |||,
  timeToDetect: |||
    SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM detected_at - onset)) AS "time to detect"
    FROM read.incident
    WHERE $__timeFilter(detected_at) AND id NOT IN (SELECT incident FROM read.incident_case WHERE drill IS NOT NULL) AND onset IS NOT NULL
  |||,
  timeToRecover: |||
    SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM coalesce(mitigated_at, resolved_at) - coalesce(onset, detected_at))) AS "time to recover"
    FROM read.incident
    WHERE $__timeFilter(detected_at) AND id NOT IN (SELECT incident FROM read.incident_case WHERE drill IS NOT NULL) AND coalesce(mitigated_at, resolved_at) IS NOT NULL
  |||,
  byKind: |||
    SELECT $__timeGroupAlias(proposed_at, '1d'), kind AS metric, count(*) AS value
    FROM read.proposal
    WHERE $__timeFilter(proposed_at)
    GROUP BY 1, 2
    ORDER BY 1
  |||,
  detection: |||
    SELECT $__timeGroupAlias(detected_at, '1d'),
      percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM detected_at - onset)) AS "p50",
      percentile_cont(0.9) WITHIN GROUP (ORDER BY extract(epoch FROM detected_at - onset)) AS "p90"
    FROM read.incident
    WHERE $__timeFilter(detected_at) AND id NOT IN (SELECT incident FROM read.incident_case WHERE drill IS NOT NULL) AND onset IS NOT NULL
    GROUP BY 1
    ORDER BY 1
  |||,
  recovery: |||
    SELECT $__timeGroupAlias(detected_at, '1d'),
      percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM coalesce(mitigated_at, resolved_at) - coalesce(onset, detected_at))) AS "p50",
      percentile_cont(0.9) WITHIN GROUP (ORDER BY extract(epoch FROM coalesce(mitigated_at, resolved_at) - coalesce(onset, detected_at))) AS "p90"
    FROM read.incident
    WHERE $__timeFilter(detected_at) AND id NOT IN (SELECT incident FROM read.incident_case WHERE drill IS NOT NULL) AND coalesce(mitigated_at, resolved_at) IS NOT NULL
    GROUP BY 1
    ORDER BY 1
  |||,
  acceptance: |||
    SELECT count(*) FILTER (WHERE state <> 'rejected')::float / nullif(count(*), 0) AS "accepted"
    FROM read.proposal
    WHERE state NOT IN ('proposed', 'backtested') AND $__timeFilter(proposed_at)
  |||,
  undecided: |||
    SELECT extract(epoch FROM now() - min(proposed_at)) AS "oldest undecided"
    FROM read.proposal WHERE state IN ('proposed', 'backtested') AND proposed_at IS NOT NULL
  |||,
  overdue: |||
    SELECT count(*) AS "overdue" FROM read.proposal
    WHERE due < now() AND state IN ('proposed', 'backtested', 'accepted') AND proposed_at IS NOT NULL
  |||,
  inForce: |||
    SELECT count(*) AS "in force" FROM read.guard WHERE state = 'applied'
  |||,
  local exercised = |||
    SELECT count(*) AS "%(outcome)s" FROM (
      SELECT (exercise ->> 'at')::timestamptz AS at, exercise ->> 'outcome' AS outcome
      FROM read.guard CROSS JOIN LATERAL jsonb_array_elements(exercises) AS exercise
    ) AS exercised
    WHERE outcome = '%(outcome)s' AND $__timeFilter(at)
  |||,
  caught: exercised % { outcome: 'caught' },
  missed: exercised % { outcome: 'missed' },
  notYetExercised: |||
    SELECT count(*) AS "not yet exercised" FROM read.guard WHERE state = 'applied' AND caught + missed = 0
  |||,
  precision: |||
    SELECT sum(rightly)::float / nullif(sum(fired), 0) AS "right" FROM read.guard
  |||,
  // The first and the last incident of each class; the rest lies between.
  classes: |||
    WITH occurrence AS (
      SELECT fingerprint, service, class, onset, detect_ms, exposed_user_seconds, stopped_by,
        row_number() OVER (PARTITION BY fingerprint ORDER BY onset) AS nth,
        count(*) OVER (PARTITION BY fingerprint) AS occurrences
      FROM read.incident_case
      WHERE assembled_at IS NOT NULL
    )
    SELECT first.fingerprint AS "class", first.service, first.class ->> 'failure' AS "failure", first.class ->> 'change' AS "after",
      first.occurrences AS "times",
      first.detect_ms / 1000 AS "first detected after", last.detect_ms / 1000 AS "last detected after",
      first.exposed_user_seconds AS "first exposed", last.exposed_user_seconds AS "last exposed",
      first.stopped_by AS "first stopped by", last.stopped_by AS "last stopped by",
      guards.number AS "guards", guards.caught, guards.missed, last.onset AS "last"
    FROM occurrence first
    JOIN occurrence last ON last.fingerprint = first.fingerprint AND last.nth = last.occurrences
    CROSS JOIN LATERAL (
      SELECT count(*) AS number, coalesce(sum(g.caught), 0) AS caught, coalesce(sum(g.missed), 0) AS missed
      FROM read.guard g WHERE g.fingerprint = first.fingerprint AND g.state = 'applied'
    ) AS guards
    WHERE first.nth = 1
    ORDER BY last.onset DESC
    LIMIT 100
  |||,
  local perClass = |||
    SELECT onset AS time, concat_ws(' ', service, class ->> 'failure', class ->> 'change') AS metric, %s AS value
    FROM read.incident_case
    WHERE assembled_at IS NOT NULL AND $__timeFilter(onset)
    ORDER BY onset
  |||,
  classDetection: perClass % 'detect_ms / 1000',
  classExposure: perClass % 'exposed_user_seconds',
  exercises: |||
    SELECT $__timeGroupAlias(at, '7d'), outcome AS metric, count(*) AS value
    FROM (
      SELECT (exercise ->> 'at')::timestamptz AS at, exercise ->> 'outcome' AS outcome
      FROM read.guard CROSS JOIN LATERAL jsonb_array_elements(exercises) AS exercise
    ) AS exercised
    WHERE $__timeFilter(at)
    GROUP BY 1, 2
    ORDER BY 1
  |||,
  // An alert that is told again is one firing.
  falseAlarms: |||
    SELECT $__timeGroupAlias(fired_at, '7d'), guard AS metric, count(*) AS value
    FROM (
      SELECT guard, service, environment, anomaly, min(fired_at) AS fired_at
      FROM read.guard_firing GROUP BY guard, service, environment, anomaly
    ) AS firing
    WHERE $__timeFilter(fired_at) AND NOT read.fired_rightly(service, environment, fired_at)
    GROUP BY 1, 2
    ORDER BY 1
  |||,
  guards: |||
    SELECT id AS "guard", title, kind, service, fingerprint AS "class", state, caught, missed, fired, rightly,
      precision AS "right when it fires", last_fired_at AS "last fired", applied_at AS "in force since",
      retirement ->> 'reason' AS "to be retired, for"
    FROM read.guard
    ORDER BY (retirement IS NOT NULL AND state = 'applied') DESC, precision NULLS LAST, applied_at DESC
    LIMIT 100
  |||,
  promised: |||
    SELECT g.id AS "guard", g.title, (p.backtest -> 'falseAlarms' ->> 'perWeek')::float AS "promised a week",
      (p.backtest -> 'falseAlarms' ->> 'low')::float AS "at least", (p.backtest -> 'falseAlarms' ->> 'high')::float AS "at most",
      (g.fired - g.rightly) / greatest(extract(epoch FROM coalesce(g.retired_at, now()) - g.applied_at) / 604800, 1) AS "came a week"
    FROM read.guard g
    JOIN read.proposal p ON p.id = g.id
    WHERE g.kind = 'alert' AND p.backtest -> 'falseAlarms' ->> 'perWeek' IS NOT NULL
    ORDER BY 6 DESC
    LIMIT 50
  |||,
  funnel: |||
    SELECT stage, number FROM (
      SELECT 1 AS rank, 'incidents resolved' AS stage, count(*) AS number FROM read.incident WHERE phase = 'resolved' AND $__timeFilter(detected_at)
      UNION ALL SELECT 2, 'proposals made', count(*) FROM read.proposal WHERE $__timeFilter(proposed_at)
      UNION ALL SELECT 3, 'backtested', count(*) FROM read.proposal WHERE backtest IS NOT NULL AND $__timeFilter(proposed_at)
      UNION ALL SELECT 4, 'accepted', count(*) FROM read.proposal WHERE state IN ('accepted', 'applied', 'retired') AND $__timeFilter(proposed_at)
      UNION ALL SELECT 5, 'seen in force', count(*) FROM read.proposal WHERE applied_at IS NOT NULL AND $__timeFilter(proposed_at)
      UNION ALL SELECT 6, 'has caught something', count(*) FROM read.proposal WHERE caught > 0 AND $__timeFilter(proposed_at)
    ) AS funnel
    ORDER BY rank
  |||,
  byState: |||
    SELECT state, count(*) AS number
    FROM read.proposal
    WHERE proposed_at IS NOT NULL
    GROUP BY state
    ORDER BY array_position(ARRAY['proposed', 'backtested', 'accepted', 'applied', 'rejected', 'retired'], state)
  |||,
  waiting: |||
    SELECT id AS "proposal", title, kind, proposer, service, backtest ->> 'verdict' AS "backtest",
      (backtest -> 'source' ->> 'leadMs')::float / 1000 AS "lead",
      (backtest -> 'falseAlarms' ->> 'perWeek')::float AS "false alarms a week",
      owner, due, due < now() AS "overdue", proposed_at AS "since"
    FROM read.proposal
    WHERE state IN ('proposed', 'backtested') AND proposed_at IS NOT NULL
    ORDER BY due NULLS LAST, proposed_at
    LIMIT 50
  |||,
  drills: |||
    SELECT requested_at AS "asked for", state, failure, service, environment, requested_by AS "by", reason
    FROM read.drill
    WHERE requested_at IS NOT NULL AND $__timeFilter(requested_at)
    ORDER BY requested_at DESC
    LIMIT 50
  |||,
  withheld: |||
    SELECT at AS "time", incident, kind, proposer, reason
    FROM read.withheld_proposal
    WHERE $__timeFilter(at)
    ORDER BY at DESC
    LIMIT 50
  |||,
}
