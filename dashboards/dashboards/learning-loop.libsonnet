local g = import '../lib/g.libsonnet';
local defaults = import 'defaults.libsonnet';
local q = import 'queries/learning-loop.libsonnet';

{
  local file = 'learning-loop.json',
  local ui = $._config.uiBaseUrl,

  grafanaDashboards+:: {
    [file]: defaults.dashboard(
      $._config,
      file,
      'Learning loop',
      'What incidents taught: proposals made, decided, waiting, and whether detection and recovery get faster.'
    ).withPanels([
      g.stat('Incidents', 'Incidents detected in the range.', q.incidents),
      g.stat('Proposals', 'Tests, alerts and flag defaults proposed in the range.', q.proposed),
      g.stat('Accepted', 'Share of the decided proposals that were accepted.', q.acceptance).withUnit('percentunit'),
      g.stat('Oldest undecided', 'How long the oldest proposal has waited for a decision.', q.undecided).withUnit('s'),
      g.stat('Time to detect', 'Median time from the onset to the detection.', q.timeToDetect).withUnit('s'),
      g.stat('Time to recover', 'Median time from the onset until users no longer felt it.', q.timeToRecover).withUnit('s'),
      g.barGauge('From incident to guard', 'How many incidents led to proposals, and what became of them.', q.funnel),
      g.bars('Proposals a day', 'Proposals by kind.', q.byKind),
      g.timeSeries('Time to detect', 'Median and ninetieth percentile a day; it should fall.', q.detection).withUnit('s'),
      g.timeSeries('Time to recover', 'Median and ninetieth percentile a day; it should fall.', q.recovery).withUnit('s'),
      g.table('Classes of failure', 'Fingerprints that came up, the most frequent first.', q.fingerprints),
      g.table('Waiting for a decision', 'Proposals nobody has decided on, the oldest first.', q.waiting).withOverrides([
        g.linkColumn('proposal', 'Show the proposal', ui + '/proposals/${__value.raw}'),
      ]),
      g.table('Withheld', 'What incidents did not allow to propose, and why.', q.withheld),
    ]),
  },
}
