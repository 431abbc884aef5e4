import type { IncidentDetail } from '@hormesis/api';
import type { Command } from 'commander';
import { type AsOfOptions, asOfSearch, sayAsOf, withAsOf } from '../as-of/as-of-options.js';
import { out } from '../cli/colour.js';
import { type CommonOptions, runBriefly, serverCommand } from '../cli/command.js';
import { printResult } from '../cli/output.js';
import { Server } from '../cli/server.js';
import { stale } from '../cli/stale.js';
import { table } from '../cli/table.js';

export function incidentCommand(): Command {
  return withAsOf(
    serverCommand('incident', 'one incident: what is known of it, now or as of then').argument(
      '<id>',
      'the incident',
    ),
  ).action(runBriefly(incident));
}

async function incident(id: string, options: CommonOptions & AsOfOptions): Promise<void> {
  const search = asOfSearch(options);
  const path = `/api/incidents/${encodeURIComponent(id)}${search.size > 0 ? `?${search}` : ''}`;
  const found = await Server.find(options).json<IncidentDetail>(path);
  sayAsOf(options, found.asOf);
  printResult(options, found, () => lines(found));
}

function lines(incident: IncidentDetail): string[] {
  const known = (name: string, value: string | null) => (value ? [[`  ${name}`, value]] : []);
  return [
    `${out.bold(incident.id)}  ${incident.title}`,
    ...table([
      ['  Phase', `${incident.phase}, ${incident.severity}`],
      ['  Where', `${incident.service ?? 'no known service'} in ${incident.environment}`],
      ...known('Onset', incident.onset),
      ...known('Detected', incident.detectedAt),
      ...known('Acknowledged', by(incident.acknowledgedAt, incident.acknowledgedBy)),
      ...known('Mitigated', incident.mitigatedAt),
      ...known('Resolved', by(incident.resolvedAt, incident.resolution, ': ')),
      ...known('Stale', stale(incident.staleSince)),
    ]),
    ...section('Attributed to', incident.candidates.map(candidateRow)),
    ...section('Actions', incident.actions.map(actionRow)),
  ];
}

function by(at: string | null, what: string | null, between = ' by '): string | null {
  return at && what ? `${at}${between}${what}` : at;
}

function section(title: string, rows: readonly string[][]): string[] {
  return rows.length === 0 ? [] : ['', title, ...table(rows)];
}

function candidateRow({ change, probability }: IncidentDetail['candidates'][number]): string[] {
  return [`  ${Math.round(probability * 100)} %`, change?.summary ?? 'no known change'];
}

function actionRow({ id, state, requestedAt, reason }: IncidentDetail['actions'][number]): string[] {
  return [`  ${id}`, state, requestedAt, reason ?? ''];
}
