local g = import '../lib/g.libsonnet';
local annotations = import 'queries/annotations.libsonnet';

// What every dashboard shares: its place, its data source, its marks on the time axis.
{
  prometheusVariable:: g.datasourceVariable('prometheus', 'Prometheus', 'prometheus'),

  dashboard(config, file, title, description, variables=[]):: g.dashboard(
    config.namePrefix + ' / ' + title,
    config.uidPrefix + std.strReplace(file, '.json', ''),
    description,
    config
  ).withVariables([g.datasourceVariable('postgres', 'Postgres', 'grafana-postgresql-datasource')] + variables)
   .withLinks([g.dashboardsLink(config.tags[0])])
   .withAnnotations([
    g.annotation('Deployments', 'blue', annotations.deployments),
    g.annotation('Flags', 'purple', annotations.flags),
    g.annotation('Rollbacks', 'orange', annotations.rollbacks),
    g.annotation('Incidents', 'red', annotations.incidents),
    g.annotation('Accepted proposals', 'green', annotations.proposals),
  ]),
}
