import type { ReportedIncident, ReportNumber, Said, WeeklyReport } from '../model/weekly-report.js';
import { instant } from '../model/wording.js';
import { frontMatter } from './front-matter.js';
import { basis, careOf, incidentParts, noneCaught, promiseParts, referencesIn, shown } from './values.js';

type Cite = (events: readonly string[]) => string;

/** The canonical rendering: Markdown with front matter. */
export function toMarkdown(report: WeeklyReport): string {
  const references = referencesIn(report);
  const cite: Cite = (events) => {
    const names = events.flatMap((id) => references.get(id) ?? []);
    return names.length === 0 ? '' : `[${compact(names)}]`;
  };
  const sections = [
    `# ${escaped(report.headline)}`,
    numbers(report.numbers, cite),
    decide(report, cite),
    `## Caught before impact\n\n${list(report.caught, cite, noneCaught)}`,
    ...(report.drills.length > 0 ? [`### Drills\n\n${list(report.drills, cite, '')}`] : []),
    incidents(report.incidents, cite),
    `## Learned\n\n${list(report.learned, cite, 'Nothing was proposed or decided this week.')}`,
    promises(report, cite),
    ...(report.lucky.length > 0 ? [`## Where we were lucky\n\n${list(report.lucky, cite, '')}`] : []),
    made(report),
    cited(report),
  ];
  return `${frontMatter(report)}\n${sections.filter((section) => section !== '').join('\n\n')}\n`;
}

function numbers(all: readonly ReportNumber[], cite: Cite): string {
  const rows = all.map(
    (number) => `| ${number.label} | ${shown(number)} | ${escaped(basis(number))} | ${cite(number.events)} |`,
  );
  return ['| | this week | made of | events |', '|---|---|---|---|', ...rows].join('\n');
}

function decide({ decide: { more, proposals, retire } }: WeeklyReport, cite: Cite): string {
  const lines = proposals.map(
    ({ cost, due, id, incident, kind, overdue, owner, said, service }) =>
      `- **${escaped(said.text)}** ${kind} for ${escaped(service)}, taught by ${escaped(incident)}; ${escaped(careOf({ due, overdue, owner }))}; \`${code(id)}\` ${cite(said.events)} ${sentence(cost, cite)}`,
  );
  lines.push(...retire.map((said) => `- ${sentence(said, cite)}`));
  if (more > 0) lines.push(`- ${more} more wait.`);
  return `## Decide\n\n${lines.length === 0 ? 'No proposal waits for a decision.' : lines.join('\n')}`;
}

function incidents(all: readonly ReportedIncident[], cite: Cite): string {
  if (all.length === 0) return '## Incidents\n\nNo incident began or ended in this week.';
  return ['## Incidents', ...all.map((incident) => oneIncident(incident, cite))].join('\n\n');
}

function oneIncident(incident: ReportedIncident, cite: Cite): string {
  const { environment, id, openedAt, service, severity, title } = incident;
  const parts = incidentParts.map(
    ([label, part]) => `- **${label}.** ${incident[part].map((said) => sentence(said, cite)).join(' ')}`,
  );
  return [
    `### ${escaped(id)}: ${escaped(title)}`,
    `Service ${escaped(service)} in ${escaped(environment)}, severity ${severity}, opened ${instant(openedAt)}.`,
    parts.join('\n'),
  ].join('\n\n');
}

function promises(report: WeeklyReport, cite: Cite): string {
  const parts = promiseParts.flatMap(([label, part]) =>
    report.promises[part].map((said) => `- **${label}.** ${sentence(said, cite)}`),
  );
  return `## Promises\n\n${parts.length === 0 ? 'Nothing is promised.' : parts.join('\n')}`;
}

function list(all: readonly Said[], cite: Cite, none: string): string {
  return all.length === 0 ? none : all.map((said) => `- ${sentence(said, cite)}`).join('\n');
}

function sentence({ events, text, unknown }: Said, cite: Cite): string {
  return `${unknown ? `*${escaped(text)}*` : escaped(text)} ${cite(events)}`;
}

function made({ made: { counts, notes, positions } }: WeeklyReport): string {
  const lines = notes.map((note) => `- ${escaped(note)}`);
  const kinds = Object.entries(counts).map(([name, count]) => `${escaped(name)} ${count}`);
  if (kinds.length > 0) lines.push(`- Events of the week by type: ${kinds.join(', ')}.`);
  const read = Object.entries(positions).map(([partition, offset]) => `${escaped(partition)} ${offset}`);
  if (read.length > 0) lines.push(`- The log was read up to: ${read.join(', ')}.`);
  return `## How these numbers were made\n\n${lines.join('\n')}`;
}

function cited(report: WeeklyReport): string {
  if (report.cited.length === 0) return '';
  const rows = report.cited.map(
    ({ id, name, source, time }, index) =>
      `| e${index + 1} | ${instant(time)} | ${escaped(name)} | \`${code(id)}\` | \`${code(source)}\` |`,
  );
  return ['## Events', '', '| | time | type | id | source |', '|---|---|---|---|---|', ...rows].join('\n');
}

/** `e1–e4, e9` for `e1 e2 e3 e4 e9`. */
function compact(names: readonly string[]): string {
  const sorted = [...new Set(names.map((name) => Number(name.slice(1))))].sort((a, b) => a - b);
  const runs: [number, number][] = [];
  for (const number of sorted) {
    const run = runs.at(-1);
    if (run && run[1] === number - 1) run[1] = number;
    else runs.push([number, number]);
  }
  return runs.map(([from, to]) => (from === to ? `e${from}` : `e${from}–e${to}`)).join(', ');
}

/** Text that Markdown gives back as it is. */
function escaped(text: string): string {
  return text.replace(/[\\`*_{}[\]<>#|~&!]/g, '\\$&').replace(/^([-+]|\d+[.)])/, '\\$1');
}

function code(text: string): string {
  return text.replace(/[`|\n]/g, '?');
}
