import { duration } from '../../format/duration.js';
import {
  between,
  counted,
  coverageWords,
  figure,
  leadWords,
  type Report,
} from '../../learning/proposal-words.js';

export type Figure = { word: string; value: string; says: string; tone: 'good' | 'bad' | 'plain' };

/** The figures of a backtest in plain words, in the order in which one asks for them. */
export function figuresOf(report: Report): Figure[] {
  const { source, recall, falseAlarms, goodChanges, savedUserSeconds } = report;
  const figures: (Figure | false)[] = [
    source !== null && {
      word: 'On the incident that taught it',
      value: source.leadMs === null ? 'not at all' : leadWords(source.leadMs),
      says:
        source.leadMs === null
          ? 'It would not have fired.'
          : `than it was noticed.${source.part === 'fit' ? ' It was fitted on this one: the others count for more.' : ''}`,
      tone: source.leadMs !== null && source.leadMs > 0 ? 'good' : 'bad',
    },
    recall !== null && {
      word: 'Incidents of the class',
      value: `${recall.caught} of ${recall.of}`,
      says: medianLead(recall.incidents),
      tone: 'plain',
    },
    falseAlarms !== null && {
      word: 'False alarms a week',
      value: figure(falseAlarms.perWeek),
      says: `${counted(falseAlarms.count, 'false alarm')} in ${counted(falseAlarms.days, 'quiet day')}. 95\u00a0% certain: ${between(falseAlarms)} a week.`,
      tone: 'plain',
    },
    goodChanges !== null && {
      word: 'Good changes stopped',
      value: `${goodChanges.stopped} of ${goodChanges.of}`,
      says:
        goodChanges.addedHours > 0
          ? `They would have taken ${figure(goodChanges.addedHours)} h longer in all.`
          : 'None of them would have been delayed.',
      tone: 'plain',
    },
    savedUserSeconds !== null && {
      word: 'Exposed user-seconds saved',
      value: figure(savedUserSeconds),
      says: 'Seconds times users that would not have met what was bad.',
      tone: 'plain',
    },
    {
      word: 'Covered by the record',
      value: coverageWords(report),
      says: `${counted(report.windows, 'window')} of ${counted(report.series, 'series', 'series')} were read.`,
      tone: 'plain',
    },
  ];
  return figures.filter((one) => one !== false);
}

function medianLead(incidents: readonly { leadMs: number | null }[]): string {
  const leads = incidents.flatMap(({ leadMs }) => (leadMs === null ? [] : [leadMs])).sort((a, b) => a - b);
  const middle = leads[Math.floor((leads.length - 1) / 2)];
  if (middle === undefined) return 'It would have fired in none of them.';
  return middle >= 0
    ? `would have been caught, half of them at least ${duration(middle)} earlier.`
    : `would have been caught, but half of them ${duration(-middle)} later or more.`;
}

/** How the variant was chosen: how many were tried, and on what. */
export function chosenWords({
  variantsTried,
  fittedUntil,
}: Pick<Report, 'variantsTried' | 'fittedUntil'>): string {
  const among = variantsTried > 1 ? `Chosen among ${variantsTried} variants` : 'No other variant was tried';
  return fittedUntil === null
    ? `${among}.`
    : `${among}, on what was recorded until ${fittedUntil.slice(0, 16).replace('T', ' ')} UTC; the rest scores it.`;
}
