local g = import '../lib/g.libsonnet';
local defaults = import 'defaults.libsonnet';
local q = import 'queries/learning-loop.libsonnet';

{
  local file = 'learning-loop.json',
  local ui = $._config.uiBaseUrl,
  local toProposal(column) = g.linkColumn(column, 'Show the proposal', ui + '/proposals/${__value.raw}'),
  local toClass = g.linkColumn('class', 'Show the class of failure', ui + '/learning/${__value.raw}'),

  grafanaDashboards+:: {
    [file]: defaults.dashboard(
      $._config,
      file,
      'Learning loop',
      'What incidents taught, what became of it, and whether the same failure is noticed sooner and harms less each time.'
    ).withPanels([
      g.stat('Incidents', 'Incidents detected in the range.', q.incidents),
      g.stat('Proposals', 'Tests, alerts and flag defaults proposed in the range.', q.proposed),
      g.stat('Accepted', 'Share of the decided proposals that were accepted.', q.acceptance).withUnit('percentunit'),
      g.stat('Oldest undecided', 'How long the oldest proposal has waited for a decision.', q.undecided).withUnit('s'),
      g.stat('Overdue', 'Proposals whose day has passed, and that are neither decided against nor in force.', q.overdue),
      g.stat('In force', 'Guards: accepted proposals that were seen to be in force.', q.inForce),
      g.stat('Caught', 'Recurrences and drills in the range that a guard caught.', q.caught),
      g.stat('Missed', 'Recurrences and drills in the range that a guard missed.', q.missed),
      g.stat('Not yet exercised', 'Guards whose class of failure has not come back since. That says nothing about them.', q.notYetExercised),
      g.stat('Right when they fire', 'Share of the firings of all guards that were within an incident of their place.', q.precision).withUnit('percentunit'),
      g.stat('Time to detect', 'Median time from the onset to the detection. Drills are left out.', q.timeToDetect).withUnit('s'),
      g.stat('Time to recover', 'Median time from the onset until users no longer felt it. Drills are left out.', q.timeToRecover).withUnit('s'),
      g.table('Each class of failure, the first time and the last', 'Time to detect, exposed user-seconds and the layer that stopped it; with how its guards did.', q.classes).withOverrides([
        toClass,
        g.unitColumn('first detected after', 's'),
        g.unitColumn('last detected after', 's'),
      ]),
      g.points('Time to detect, by class', 'Each occurrence at its onset; a line that falls has learnt. Drills are counted too.', q.classDetection).withUnit('s'),
      g.points('Exposed user-seconds, by class', 'Bad requests of each occurrence, each taken as one user for one second; a line that falls has learnt.', q.classExposure),
      g.bars('Caught and missed a week', 'What guards did when their class of failure came back, in earnest or in a drill.', q.exercises),
      g.bars('False alarms of guards a week', 'Firings outside any incident of their place: what guards cost.', q.falseAlarms),
      g.table('Guards', 'Those in force and those retired, with what they caught and how often they were right. Those that only cry come first.', q.guards, 24, 9).withOverrides([
        toProposal('guard'),
        toClass,
        g.unitColumn('right when it fires', 'percentunit'),
      ]),
      g.barGauge('From incident to guard', 'How many incidents led to proposals, and what became of them.', q.funnel),
      g.barGauge('Proposals by state', 'All proposals, as they stand now.', q.byState),
      g.table('Waiting for a decision', 'What is due soonest first, with what the backtest says. Nobody decides on them but you.', q.waiting).withOverrides([
        toProposal('proposal'),
        g.unitColumn('lead', 's'),
      ]),
      g.timeSeries('Time to detect', 'Median and ninetieth percentile a day; it should fall.', q.detection).withUnit('s'),
      g.timeSeries('Time to recover', 'Median and ninetieth percentile a day; it should fall.', q.recovery).withUnit('s'),
      g.bars('Proposals a day', 'Proposals by kind.', q.byKind),
      g.table('Promised and kept', 'False alarms a week of each alert in force: what its backtest said, with the interval, and what came.', q.promised, 12, 8).withOverrides([
        toProposal('guard'),
      ]),
      g.table('Drills', 'Failures injected on purpose, and what the guards made of them.', q.drills, 12, 9),
      g.table('Withheld', 'What incidents did not allow to propose, and why.', q.withheld, 12, 9),
    ]),
  },
}
