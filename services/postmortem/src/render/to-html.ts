import type { ReportedIncident, ReportNumber, Said, WeeklyReport } from '../model/weekly-report.js';
import { instant } from '../model/wording.js';
import { type Html, html, joined } from './html.js';
import { style } from './style.js';
import { basis, careOf, incidentParts, noneCaught, promiseParts, referencesIn, shown } from './values.js';

type Cite = (events: readonly string[]) => Html;

/** One file with everything in it: no scripts, nothing fetched, light and dark, fit for paper. */
export function toHtml(report: WeeklyReport): string {
  const references = referencesIn(report);
  const cite: Cite = (events) => {
    const names = events.flatMap((id) => references.get(id) ?? []);
    const links = names.map((name) => html`<a href="#${name}">${name}</a>`);
    return links.length === 0 ? html`` : html` <span class="cite">[${joined(links, ', ')}]</span>`;
  };
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${report.headline}</title>
<style>${style}</style>
</head>
<body>
<main>
<header>
<h1>${report.headline}</h1>
<p>${report.week}: from ${instant(report.from)} to ${instant(report.to)}. Status: ${report.status}.</p>
</header>
${numbers(report.numbers, cite)}
${decide(report, cite)}
<section aria-labelledby="caught">
<h2 id="caught">Caught before impact</h2>
${report.caught.length === 0 ? html`<p>${noneCaught}</p>` : list(report.caught, cite)}${report.drills.length === 0 ? html`` : html`\n<h3>Drills</h3>\n${list(report.drills, cite)}`}
</section>
<section aria-labelledby="incidents">
<h2 id="incidents">Incidents</h2>
${report.incidents.length === 0 ? html`<p>No incident began or ended in this week.</p>` : joined(report.incidents.map((incident) => oneIncident(incident, cite)))}
</section>
<section aria-labelledby="learned">
<h2 id="learned">Learned</h2>
${report.learned.length === 0 ? html`<p>Nothing was proposed or decided this week.</p>` : list(report.learned, cite)}
</section>
${promises(report, cite)}
${
  report.lucky.length === 0
    ? html``
    : html`<section aria-labelledby="lucky">
<h2 id="lucky">Where we were lucky</h2>
${list(report.lucky, cite)}
</section>`
}
${made(report)}
${cited(report)}
</main>
</body>
</html>
`;
  return page.html;
}

function numbers(all: readonly ReportNumber[], cite: Cite): Html {
  const rows = all.map(
    (number) =>
      html`<tr><th scope="row">${number.label}</th><td class="value">${shown(number)}</td><td>${basis(number)}${citedShortly(number, cite)}</td></tr>\n`,
  );
  return html`<table>
<caption>The week in numbers</caption>
<thead><tr><th scope="col">Number</th><th scope="col">This week</th><th scope="col">Made of</th></tr></thead>
<tbody>
${joined(rows)}</tbody>
</table>`;
}

/** Many events are folded away. */
function citedShortly({ events }: ReportNumber, cite: Cite): Html {
  if (events.length <= 5) return cite(events);
  return html`<details><summary>${events.length} events</summary>${cite(events)}</details>`;
}

function decide({ decide: { more, proposals, retire } }: WeeklyReport, cite: Cite): Html {
  const items = proposals.map(
    ({ cost, due, id, incident, kind, overdue, owner, said, service }) =>
      html`<li><strong>${said.text}</strong> ${kind} for ${service}, taught by ${incident}; ${careOf({ due, overdue, owner })}; <code>${id}</code>${cite(said.events)}<br>${sentence(cost, cite)}</li>\n`,
  );
  items.push(...retire.map((said) => html`<li>${sentence(said, cite)}</li>\n`));
  const rest = more > 0 ? html`<p>${more} more wait.</p>` : html``;
  return html`<section aria-labelledby="decide">
<h2 id="decide">Decide</h2>
${items.length === 0 ? html`<p>No proposal waits for a decision.</p>` : html`<ul>\n${joined(items)}</ul>${rest}`}
</section>`;
}

function oneIncident(incident: ReportedIncident, cite: Cite): Html {
  const { environment, id, openedAt, service, severity, title } = incident;
  const parts = incidentParts.map(
    ([label, part]) =>
      html`<dt>${label}</dt><dd>${joined(incident[part].map((said) => html`<p>${sentence(said, cite)}</p>`))}</dd>\n`,
  );
  return html`<article>
<h3>${id}: ${title}</h3>
<p>Service ${service} in ${environment}, severity <span class="severity ${severity}">${severity}</span>, opened <time datetime="${openedAt}">${instant(openedAt)}</time>.</p>
<dl>
${joined(parts)}</dl>
</article>
`;
}

function promises(report: WeeklyReport, cite: Cite): Html {
  const items = promiseParts.flatMap(([label, part]) =>
    report.promises[part].map((said) => html`<li><strong>${label}.</strong> ${sentence(said, cite)}</li>\n`),
  );
  return html`<section aria-labelledby="promises">
<h2 id="promises">Promises</h2>
${items.length === 0 ? html`<p>Nothing is promised.</p>` : html`<ul>\n${joined(items)}</ul>`}
</section>`;
}

function list(all: readonly Said[], cite: Cite): Html {
  return html`<ul>\n${joined(all.map((said) => html`<li>${sentence(said, cite)}</li>\n`))}</ul>`;
}

function sentence({ events, text, unknown }: Said, cite: Cite): Html {
  return unknown ? html`<em>${text}</em>${cite(events)}` : html`${text}${cite(events)}`;
}

function made({ made: { counts, notes, positions } }: WeeklyReport): Html {
  const pairs = (record: Readonly<Record<string, number>>) =>
    Object.entries(record)
      .map(([name, count]) => `${name} ${count}`)
      .join(', ');
  const lines = [
    ...notes,
    ...(Object.keys(counts).length > 0 ? [`Events of the week by type: ${pairs(counts)}.`] : []),
    ...(Object.keys(positions).length > 0 ? [`The log was read up to: ${pairs(positions)}.`] : []),
  ];
  return html`<section aria-labelledby="made">
<h2 id="made">How these numbers were made</h2>
<ul>
${joined(lines.map((line) => html`<li>${line}</li>\n`))}</ul>
</section>`;
}

function cited(report: WeeklyReport): Html {
  if (report.cited.length === 0) return html``;
  const rows = report.cited.map(
    ({ id, name, source, time }, index) =>
      html`<tr id="e${index + 1}"><th scope="row">e${index + 1}</th><td><time datetime="${time}">${instant(time)}</time></td><td>${name}</td><td><code>${id}</code></td><td><code>${source}</code></td></tr>\n`,
  );
  return html`<section aria-labelledby="events">
<h2 id="events">Events</h2>
<table>
<thead><tr><th scope="col">Reference</th><th scope="col">Time</th><th scope="col">Type</th><th scope="col">Id</th><th scope="col">Source</th></tr></thead>
<tbody>
${joined(rows)}</tbody>
</table>
</section>`;
}
