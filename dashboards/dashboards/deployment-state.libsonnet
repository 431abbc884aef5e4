local g = import '../lib/g.libsonnet';
local defaults = import 'defaults.libsonnet';
local q = import 'queries/deployment-state.libsonnet';

{
  local file = 'deployment-state.json',
  local ui = $._config.uiBaseUrl,

  grafanaDashboards+:: {
    [file]: defaults.dashboard(
      $._config,
      file,
      'Deployment state',
      'What runs where, since when, brought by whom, and which changes led there.',
      [g.queryVariable('service', 'Service', q.services)]
    ).withPanels([
      g.stat('Running', 'Services that run in some environment.', q.running),
      g.stat('Rolled back', 'Services that went back to an earlier version and still run it.', q.rolledBack),
      g.stat('Changes', 'Deployments, rollbacks, flag and policy changes in the range.', q.changes),
      g.stat('Open incidents', 'Incidents that are not resolved now.', q.openIncidents),
      g.stat('Flags off', 'Flags that are turned off: everybody gets the code default.', q.flagsOff),
      g.stat('By agents', 'Share of deployments in the range that an agent made.', q.byAgents).withUnit('percentunit'),
      g.table('What runs where', 'One row for each service in each environment.', q.table).withOverrides([
        g.unitColumn('age', 's'),
        g.unitColumn('exposure', 'percent'),
        g.linkColumn('service', 'Show in the console', ui + '/deployments?service=${__value.raw}'),
      ]),
      g.stateTimeline('Versions', 'The version of each service over time; a rollback shows as the return of an earlier one.', q.versions),
      g.bars('Changes a day', 'Changes by kind.', q.perDay),
      g.table('Flags', 'State of every flag, the latest change first.', q.flags, 12, 8).withOverrides([
        g.unitColumn('percentage', 'percent'),
      ]),
      g.table('Last 20 changes', 'Deployments and flags in one list; the incident is the one a change was blamed for.', q.lastChanges).withOverrides([
        g.linkColumn('incident', 'Show the incident', ui + '/incidents/${__value.raw}'),
      ]),
      g.table('What the audit found', 'Events that were lost, doubled or changed between the log and these pages, until somebody acknowledges it. Empty is good.', q.auditFindings, 24, 6),
    ]),
  },
}
