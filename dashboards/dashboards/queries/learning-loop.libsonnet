{
  incidents: |||
    SELECT count(*) AS "incidents" FROM read.incident WHERE $__timeFilter(detected_at)
  |||,
  proposed: |||
    SELECT count(*) AS "proposals" FROM read.proposal WHERE $__timeFilter(proposed_at)
  |||,
  acceptance: |||
    SELECT count(*) FILTER (WHERE state = 'accepted')::float / nullif(count(*) FILTER (WHERE state <> 'proposed'), 0) AS "accepted"
    FROM read.proposal
    WHERE $__timeFilter(proposed_at)
  |||,
  undecided: |||
    SELECT extract(epoch FROM now() - min(proposed_at)) AS "oldest undecided" FROM read.proposal WHERE state = 'proposed' AND proposed_at IS NOT NULL
  |||,
  timeToDetect: |||
    SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM detected_at - onset)) AS "time to detect"
    FROM read.incident
    WHERE $__timeFilter(detected_at) AND onset IS NOT NULL
  |||,
  timeToRecover: |||
    SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM coalesce(mitigated_at, resolved_at) - coalesce(onset, detected_at))) AS "time to recover"
    FROM read.incident
    WHERE $__timeFilter(detected_at) AND coalesce(mitigated_at, resolved_at) IS NOT NULL
  |||,
  funnel: |||
    SELECT stage, number FROM (
      SELECT 1 AS rank, 'incidents resolved' AS stage, count(*) AS number FROM read.incident WHERE phase = 'resolved' AND $__timeFilter(detected_at)
      UNION ALL SELECT 2, 'proposals made', count(*) FROM read.proposal WHERE $__timeFilter(proposed_at)
      UNION ALL SELECT 3, 'proposals accepted', count(*) FROM read.proposal WHERE state = 'accepted' AND $__timeFilter(proposed_at)
      UNION ALL SELECT 4, 'proposals rejected', count(*) FROM read.proposal WHERE state = 'rejected' AND $__timeFilter(proposed_at)
    ) AS funnel
    ORDER BY rank
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
    WHERE $__timeFilter(detected_at) AND onset IS NOT NULL
    GROUP BY 1
    ORDER BY 1
  |||,
  recovery: |||
    SELECT $__timeGroupAlias(detected_at, '1d'),
      percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM coalesce(mitigated_at, resolved_at) - coalesce(onset, detected_at))) AS "p50",
      percentile_cont(0.9) WITHIN GROUP (ORDER BY extract(epoch FROM coalesce(mitigated_at, resolved_at) - coalesce(onset, detected_at))) AS "p90"
    FROM read.incident
    WHERE $__timeFilter(detected_at) AND coalesce(mitigated_at, resolved_at) IS NOT NULL
    GROUP BY 1
    ORDER BY 1
  |||,
  fingerprints: |||
    SELECT fingerprint, min(service) AS service, count(DISTINCT incident) AS "incidents", count(*) AS "proposals",
      count(*) FILTER (WHERE state = 'accepted') AS "accepted", max(proposed_at) AS "last"
    FROM read.proposal
    WHERE $__timeFilter(proposed_at)
    GROUP BY fingerprint
    ORDER BY 3 DESC, 6 DESC
    LIMIT 20
  |||,
  waiting: |||
    SELECT id AS "proposal", kind, title, service, incident, proposed_at AS "since"
    FROM read.proposal
    WHERE state = 'proposed' AND proposed_at IS NOT NULL
    ORDER BY proposed_at
    LIMIT 50
  |||,
  withheld: |||
    SELECT at AS "time", incident, kind, reason
    FROM read.withheld_proposal
    WHERE $__timeFilter(at)
    ORDER BY at DESC
    LIMIT 50
  |||,
}
