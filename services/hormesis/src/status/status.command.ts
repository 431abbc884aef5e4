import type { Drift, FlagFinding, IncidentSummary, Page, Status } from '@hormesis/api';
import type { Command } from 'commander';
import { ago } from '../cli/ago.js';
import { out } from '../cli/colour.js';
import { type CommonOptions, runBriefly, serverCommand } from '../cli/command.js';
import { printResult } from '../cli/output.js';
import { Server } from '../cli/server.js';
import { table } from '../cli/table.js';
import { driftWords } from '../drift/drift-words.js';
import { readDrift } from '../drift/read-drift.js';
import { readFindings } from '../gate/read-findings.js';
import { progressOf, remediesOf } from './projection-lines.js';

export function statusCommand(): Command {
  return serverCommand('status', 'what runs, what is wrong, and how far the projections are').action(
    runBriefly(async (options: CommonOptions) => {
      const server = Server.find(options);
      const [status, open, findings, drift] = await Promise.all([
        server.json<Status>('/api/status'),
        server.json<Page<IncidentSummary>>('/api/incidents?phase=unresolved&limit=10'),
        readFindings(server),
        readDrift(server),
      ]);
      const data = {
        url: server.url,
        ...status,
        open: open.items,
        withoutFlag: findings.items,
        drift: drift.items,
      };
      printResult(options, data, () => [
        ...lines(data),
        ...unknown('all that users can notice is behind a flag', findings.problem),
        ...unknown('Git agrees', drift.problem),
      ]);
    }),
  );
}

type Shown = Status & {
  url: string;
  open: readonly IncidentSummary[];
  withoutFlag: readonly FlagFinding[];
  drift: readonly Drift[];
};

function lines({ url, open, withoutFlag, drift, ...status }: Shown): string[] {
  const { counts } = status;
  const remedies = remediesOf(status.projections);
  return [
    `${out.bold(`hormesis ${status.version}`)}  ${url}`,
    '',
    ...table([
      [
        '  Log',
        `${status.log}${status.lastEventAt ? `, last event ${ago(status.lastEventAt)}` : ', no event yet'}`,
      ],
      ['  Services', `${counts.services}, ${counts.deployments} deployments, ${counts.flags} flags`],
      ['  Incidents', `${counts.incidents}, ${counts.openIncidents} not resolved`],
      ['  Proposals', String(counts.proposals)],
      ...(withoutFlag.length === 0
        ? []
        : [['  Without flag', `${withoutFlag.length} that users can notice: hormesis gate findings`]]),
      ['  Projections', progressOf(status.projections)],
    ]),
    ...(remedies.length === 0 ? [] : ['', ...remedies]),
    ...(open.length === 0 ? [] : ['', ...table(open.map(incidentRow))]),
    ...(drift.length === 0 ? [] : ['', ...table(drift.map(driftRow))]),
  ];
}

function incidentRow(incident: IncidentSummary): string[] {
  return [`  ${incident.id}`, incident.phase, incident.severity, incident.title, ago(incident.detectedAt)];
}

function driftRow(drift: Drift): string[] {
  return [`  ${drift.action}`, 'drift', drift.service, driftWords(drift), ago(drift.since)];
}

function unknown(what: string, problem: string | undefined): string[] {
  return problem === undefined ? [] : ['', `  Whether ${what} is not known: ${problem}`];
}
