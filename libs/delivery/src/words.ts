import type { BacktestReport } from '@hormesis/events/learning';
import type { RequestText } from './branch/forge.js';
import { markOf, trailerLines } from './branch/trailers.js';
import type { Parcel } from './delivery.js';

/** The commit’s message: what, why, and what it is known by. */
export function commitMessage(parcel: Parcel, digest: string, paths: readonly string[]): string {
  const { proposal, title, rationale, incident } = parcel;
  return [
    title,
    '',
    rationale,
    '',
    `Taught by incident ${incident}.`,
    '',
    ...trailerLines({ proposal, digest, files: paths }),
    '',
  ].join('\n');
}

/** What reviewers read: why, what it was tried on, and how one will know that it works. */
export function requestText(parcel: Parcel, digest: string, labels: readonly string[]): RequestText {
  const { proposal, incident, service, environment, link, backtest, checks = [] } = parcel;
  const where = environment === undefined ? service : `${service} in ${environment}`;
  const shown = link === undefined ? `proposal ${proposal}` : `[proposal ${proposal}](${link})`;
  const body = [
    parcel.rationale,
    '',
    `- This incident: ${parcel.instance}`,
    `- One step more general: ${parcel.generalised}`,
    '',
    ...(backtest ? backtestTable(backtest) : ['It was not backtested.', '']),
    ...(checks.length > 0 ? [...checks.map(checkLine), ''] : []),
    `**How one will know that it works:** ${parcel.verification}`,
    '',
    `Of ${shown}, taught by incident ${incident} of ${where}. It counts as a guard once it is seen to be in force; merging alone is evidence enough for a file of this repository.`,
    '',
    markOf(digest),
  ];
  return { title: parcel.title.slice(0, 250), body: body.join('\n'), labels };
}

function checkLine({ tool, version, passed, says }: NonNullable<Parcel['checks']>[number]): string {
  const first = says.split('\n')[0]?.trim() ?? '';
  return `- \`${tool}\`${version ? ` ${version}` : ''}: ${passed ? 'nothing wrong' : `not passed: ${first}`}`;
}

function backtestTable({
  reason,
  period,
  coverage,
  recall,
  falseAlarms,
  goodChanges,
  source,
  savedUserSeconds,
  variantsTried,
  missing,
}: BacktestReport): string[] {
  const rows: [string, string | undefined][] = [
    ['period', `${day(period.from)} to ${day(period.to)}, ${percent(coverage)} of it on record`],
    ['on this incident', source ? lead(source.leadMs) : undefined],
    ['incidents of the class that it catches', recall ? `${recall.caught} of ${recall.of}` : undefined],
    [
      'false alarms a week',
      falseAlarms
        ? `${figure(falseAlarms.perWeek)} (95 %: ${figure(falseAlarms.low)} to ${figure(falseAlarms.high)})`
        : undefined,
    ],
    [
      'good changes stopped',
      goodChanges
        ? `${goodChanges.stopped} of ${goodChanges.of}; ${figure(goodChanges.addedHours)} h of delay`
        : undefined,
    ],
    ['user-seconds saved', savedUserSeconds === null ? undefined : figure(savedUserSeconds)],
    ['variants tried', String(variantsTried)],
  ];
  return [
    `**Backtest:** ${reason}`,
    '',
    '| | |',
    '|---|---|',
    ...rows.map(([name, value]) => `| ${name} | ${value ?? 'not evaluable'} |`),
    '',
    ...(missing.length > 0 ? [`Missing: ${missing.join('; ')}.`, ''] : []),
  ];
}

function lead(leadMs: number | null): string {
  if (leadMs === null) return 'would not have fired';
  const seconds = Math.round(Math.abs(leadMs) / 1_000);
  return leadMs >= 0 ? `${seconds} s earlier` : `${seconds} s later`;
}

function day(instant: string): string {
  return instant.slice(0, 10);
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

function figure(value: number): string {
  return String(Number.isInteger(value) ? value : Number(value.toPrecision(2)));
}
