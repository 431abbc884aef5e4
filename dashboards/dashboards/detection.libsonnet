local g = import '../lib/g.libsonnet';
local defaults = import 'defaults.libsonnet';
local q = import 'queries/detection.libsonnet';

{
  local file = 'detection.json',
  local ui = $._config.uiBaseUrl,

  grafanaDashboards+:: {
    [file]: defaults.dashboard(
      $._config,
      file,
      'Detection',
      'What noticed that something got worse, how long it took, and what was done with it.',
      [defaults.prometheusVariable]
    ).withPanels([
      g.stat('Anomalies', 'Signals that got worse in the range, as the log tells it.', q.anomalies),
      g.stat('By guards', 'Share of the anomalies that a guard noticed: an accepted proposal in force.', q.byGuards).withUnit('percentunit'),
      g.stat('Name a change', 'Share of the anomalies that say whose users fare worse: those with a watched change.', q.nameAChange).withUnit('percentunit'),
      g.stat('Led to an incident', 'Share of the anomalies that belong to an incident.', q.ledToAnIncident).withUnit('percentunit'),
      g.stat('Time to notice', 'Median time from the onset to the anomaly.', q.timeToNotice).withUnit('s'),
      g.stat('Watched changes caught', 'Changes in the range that an anomaly names while their users were compared with the others.', q.watchedCaught),
      g.promBars('Anomalies by method', 'What the sentinel stated, by the method that noticed.', q.prom.anomalies),
      g.promSeries('Delay by method', 'From the onset of what got worse to its anomaly on the log: median and ninetieth percentile.', q.prom.delay).withUnit('s'),
      g.points('Time to notice, each anomaly', 'Each anomaly at its time, by method. What comes down was learnt.', q.noticed).withUnit('s'),
      g.bars('Anomalies a day', 'All that was told to the log, also by alerting of yours and by people.', q.perDay),
      g.promSeries('Share of bad requests', 'What signal windows counted, by service: bad requests of all.', q.prom.badShare).withUnit('percentunit'),
      g.promSeries('From the anomaly to the action', 'How long reactions and actions take, 99th percentile.', q.prom.reaction).withUnit('s'),
      g.promSeries('Behind the log', 'Events on the log that those who detect and act have not taken in yet.', q.prom.behind),
      g.promBars('Windows read from Prometheus', 'Steps for which your Prometheus was asked, by what came of it.', q.prom.polls),
      g.table('Anomalies', 'The last fifty, with what noticed them and the incident they belong to.', q.last).withOverrides([
        g.linkColumn('incident', 'Show the incident', ui + '/incidents/${__value.raw}'),
        g.unitColumn('noticed after', 's'),
      ]),
    ]),
  },
}
