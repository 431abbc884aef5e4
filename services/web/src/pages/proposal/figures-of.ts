import type { Proposal } from '@hormesis/api';
import { duration } from '../../format/duration.js';
import {
  between,
  counted,
  coverageWords,
  figure,
  isLongEnough,
  leadWords,
  type Report,
} from '../../learning/proposal-words.js';

export type Figure = { word: string; value: string; says: string; tone: 'good' | 'bad' | 'plain' };

/** The figures of a backtest in plain words, in the order in which one asks for them; those of other kinds are left out. */
export function figuresOf(report: Report, kind: Proposal['kind']): Figure[] {
  const { source, recall, falseAlarms, goodChanges, savedUserSeconds } = report;
  const fires = kind !== 'flag-default';
  const figures: (Figure | false)[] = [
    fires && source !== null && onItsIncident(source),
    fires &&
      recall !== null && {
        word: 'Incidents of the class',
        value: `${recall.caught} of ${recall.of}`,
        says: medianLead(recall.incidents),
        tone: 'plain',
      },
    kind === 'alert' && falseAlarms !== null && falselyAlarmed(falseAlarms),
    savedUserSeconds !== null && {
      word: 'Exposed user-seconds saved',
      value: figure(savedUserSeconds),
      says: 'Seconds times users that would not have met what was bad.',
      tone: 'plain',
    },
    kind !== 'test' && goodChanges !== null && wronglyStopped(goodChanges),
    report.windows > 0 && {
      word: 'Covered by the record',
      value: coverageWords(report),
      says: `${counted(report.windows, 'window')} of ${counted(report.series, 'series', 'series')} were read.`,
      tone: 'plain',
    },
  ];
  return figures.filter((one) => one !== false);
}

function onItsIncident({ leadMs, part }: NonNullable<Report['source']>): Figure {
  const word = 'On the incident that taught it';
  if (leadMs === null) return { word, value: 'not at all', says: 'It would not have fired.', tone: 'bad' };
  const fitted = part === 'fit' ? ' It was fitted on this one: the others count for more.' : '';
  return {
    word,
    value: leadWords(leadMs),
    says: `than it was noticed.${fitted}`,
    tone: leadMs > 0 ? 'good' : 'bad',
  };
}

function falselyAlarmed(alarms: NonNullable<Report['falseAlarms']>): Figure {
  const { count, days, perWeek } = alarms;
  const certain = `95\u00a0% certain: ${between(alarms)} a week.`;
  if (isLongEnough(alarms))
    return {
      word: 'False alarms a week',
      value: figure(perWeek),
      says: `${counted(count, 'false alarm')} in ${counted(days, 'quiet day')}. ${certain}`,
      tone: 'plain',
    };
  return {
    word: `False alarms in ${duration(days * 86_400_000)} of quiet record`,
    value: figure(count),
    says: `Too short to say how many a week. ${certain}`,
    tone: 'plain',
  };
}

function wronglyStopped({ of, stopped, addedHours }: NonNullable<Report['goodChanges']>): Figure {
  const word = 'Good changes stopped';
  if (of === 0)
    return { word, value: 'not known', says: 'No change that harmed nobody is on record.', tone: 'plain' };
  return {
    word,
    value: `${stopped} of ${of}`,
    says:
      addedHours > 0
        ? `They would have taken ${figure(addedHours)} h longer in all.`
        : 'None of them would have been delayed.',
    tone: 'plain',
  };
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
