// An anomaly is told once as detected; later tellings of the same one are other events of the same subject.
local detected = "name = 'anomaly.detected' AND $__timeFilter(time)";
local noticed = "extract(epoch FROM time - (data ->> 'onset')::timestamptz)";

{
  anomalies: |||
    SELECT count(*) AS "anomalies" FROM read.timeline_entry WHERE %s
  ||| % detected,
  byGuards: |||
    SELECT count(*) FILTER (WHERE data ->> 'method' = 'guard' OR data ->> 'guard' IS NOT NULL)::float / nullif(count(*), 0) AS "by guards"
    FROM read.timeline_entry WHERE %s
  ||| % detected,
  nameAChange: |||
    SELECT count(*) FILTER (WHERE data -> 'change' IS NOT NULL)::float / nullif(count(*), 0) AS "name a change"
    FROM read.timeline_entry WHERE %s
  ||| % detected,
  ledToAnIncident: |||
    SELECT count(incident)::float / nullif(count(*), 0) AS "led to an incident" FROM read.timeline_entry WHERE %s
  ||| % detected,
  timeToNotice: |||
    SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY %s) AS "time to notice"
    FROM read.timeline_entry WHERE %s
  ||| % [noticed, detected],
  watchedCaught: |||
    SELECT count(DISTINCT data -> 'change' ->> 'id') AS "caught" FROM read.timeline_entry WHERE %s
  ||| % detected,
  noticed: |||
    SELECT time, data ->> 'method' AS metric, %s AS value
    FROM read.timeline_entry WHERE %s
    ORDER BY time
  ||| % [noticed, detected],
  perDay: |||
    SELECT $__timeGroupAlias(time, '1d'), data ->> 'method' AS metric, count(*) AS value
    FROM read.timeline_entry WHERE %s
    GROUP BY 1, 2
    ORDER BY 1
  ||| % detected,
  last: |||
    SELECT time, lane AS service, environment, data ->> 'metric' AS "signal", data ->> 'method' AS "noticed by",
      %s AS "noticed after", data -> 'change' ->> 'id' AS "names", incident, title
    FROM read.timeline_entry WHERE %s
    ORDER BY time DESC
    LIMIT 50
  ||| % [noticed, detected],

  prom: {
    local quantile(q, metric, by) =
      'histogram_quantile(%s, sum by (le, %s) (rate(%s_bucket[$__rate_interval])))' % [q, by, metric],
    anomalies: [['sum by (method) (increase(hormesis_sentinel_anomalies_total[$__rate_interval]))', '{{method}}']],
    delay: [
      [quantile('0.5', 'hormesis_sentinel_delay_seconds', 'method'), '{{method}} p50'],
      [quantile('0.9', 'hormesis_sentinel_delay_seconds', 'method'), '{{method}} p90'],
    ],
    badShare: [[
      'sum by (service) (rate(hormesis_signal_bad_total[$__rate_interval])) / sum by (service) (rate(hormesis_signal_requests_total[$__rate_interval]))',
      '{{service}}',
    ]],
    reaction: [
      [quantile('0.99', 'hormesis_reaction_duration_seconds', 'reaction'), '{{reaction}}'],
      [quantile('0.99', 'hormesis_action_duration_seconds', 'action'), 'action {{action}}'],
    ],
    behind: [['max by (projection) (hormesis_projection_behind)', '{{projection}}']],
    polls: [['sum by (outcome) (increase(hormesis_prometheus_polls_total[$__rate_interval]))', '{{outcome}}']],
  },
}
