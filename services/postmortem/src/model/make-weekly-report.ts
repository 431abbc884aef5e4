import type { Event } from '@hormesis/events';
import { citedBy } from './cited.js';
import { deploymentsOf } from './deployments.js';
import { drillsOf } from './drills.js';
import { type IncidentStory, incidentStories } from './incident-story.js';
import type { IsoWeek } from './iso-week.js';
import { changeFailRate } from './numbers/change-fail-rate.js';
import { deploys } from './numbers/deploys.js';
import { recovery } from './numbers/recovery.js';
import { reworkRate } from './numbers/rework-rate.js';
import { timeToDetect } from './numbers/time-to-detect.js';
import { peopleIn } from './people.js';
import { proposalStories } from './proposal-story.js';
import { caught } from './sections/caught.js';
import { decide } from './sections/decide.js';
import { drilled } from './sections/drilled.js';
import { learned } from './sections/learned.js';
import { lucky } from './sections/lucky.js';
import { made } from './sections/made.js';
import { promises } from './sections/promises.js';
import { reportedIncident } from './sections/reported-incident.js';
import { WeekLog } from './week-log.js';
import type { ReportedIncident, WeeklyReport } from './weekly-report.js';
import { counted, Quoting } from './wording.js';

export type WeekOfEvents = {
  week: IsoWeek;
  /** The week’s events, and earlier ones that they refer to; in any order, repeated or not. */
  events: readonly Event[];
  positions: Readonly<Record<string, number>>;
};

const severities: readonly ReportedIncident['severity'][] = ['critical', 'warning', 'info', 'unknown'];

/** Makes the report of a week. Pure: the same events give the same report, whatever their order. */
export function makeWeeklyReport({ week, events, positions }: WeekOfEvents): WeeklyReport {
  const log = new WeekLog(week, events);
  const quoting = new Quoting(peopleIn(log.events));
  const deployments = deploymentsOf(log);
  const drills = drillsOf(log);
  const [stories, onPurpose] = parted(
    incidentStories(log),
    ({ detected }) => drills.behind(detected) === undefined,
  );
  const proposals = proposalStories(log);
  const incidents = stories.map((story) => reportedIncident(story, log, quoting));
  const report: Omit<WeeklyReport, 'cited'> = {
    schema: 2,
    ...week,
    status: 'draft',
    headline: headline(week, log, stories),
    services: [...new Set(incidents.map(({ service }) => service))].sort(),
    worstSeverity: severities.find((one) => incidents.some(({ severity }) => severity === one)) ?? null,
    numbers: [
      deploys(deployments),
      changeFailRate(deployments, stories),
      timeToDetect(log, stories),
      recovery(log, stories),
      reworkRate(log, deployments, drills),
    ],
    decide: decide(log, proposals, quoting),
    caught: caught(log, proposals, quoting),
    drills: drilled(log, { drills, drilled: onPurpose, proposals }, quoting),
    incidents,
    learned: learned(log, proposals, quoting),
    promises: promises(log, proposals, quoting),
    lucky: lucky(log, stories),
    made: made(log, positions),
  };
  return { ...report, cited: citedBy(report, log) };
}

function parted<Item>(items: readonly Item[], isFirst: (item: Item) => boolean): [Item[], Item[]] {
  return [items.filter(isFirst), items.filter((item) => !isFirst(item))];
}

function headline({ week }: IsoWeek, log: WeekLog, stories: readonly IncidentStory[]): string {
  const opened = stories.filter(({ detected }) => log.inWeek(detected));
  const acted = opened.filter(({ completed }) => completed.length > 0).length;
  const number = Number(week.slice(-2));
  if (opened.length === 0) return `Week ${number}: no incidents`;
  return `Week ${number}: ${counted(opened.length, 'incident')}, ${acted} with a completed action`;
}
