import type { Actor, TimelineEntry } from '@hormesis/api';
import { duration } from '../../format/duration.js';
import { type SaidOfAction, saidOfAction } from './said.js';

export type ActionStep = {
  eventId: string;
  word: string;
  tone: 'good' | 'bad' | 'neutral';
  at: string;
  by: Actor | null;
  detail: string | undefined;
};

type Told = Pick<ActionStep, 'word' | 'tone'> & { detail?: string | undefined };

const words: Readonly<Record<string, (said: SaidOfAction) => Told>> = {
  'action.recommended': () => ({ word: 'Recommended', tone: 'neutral' }),
  'action.requested': () => ({ word: 'Requested', tone: 'neutral' }),
  'action.completed': ({ durationMs, detail }) => ({
    word: durationMs === undefined ? 'Done' : `Done in ${duration(durationMs)}`,
    tone: 'good',
    detail,
  }),
  'action.failed': ({ reason }) => ({ word: 'Failed', tone: 'bad', detail: reason }),
  'action.refused': ({ reason }) => ({ word: 'Refused', tone: 'bad', detail: reason }),
  'action.stopped': ({ reason }) => ({ word: 'Stopped', tone: 'neutral', detail: reason }),
  'action.undoing': ({ reason }) => ({ word: 'Undo asked for', tone: 'neutral', detail: reason }),
  'action.undone': ({ detail }) => ({ word: 'Undone', tone: 'neutral', detail }),
  'action.undofailed': ({ reason }) => ({ word: 'Could not be undone', tone: 'bad', detail: reason }),
  'action.judged': ({ verdict, by, reason }) => ({
    word: `Judged ${verdict === 'wrong' ? 'wrong' : 'right'} ${by === 'person' ? 'by a person' : 'by the recovery'}`,
    tone: verdict === 'wrong' ? 'bad' : 'good',
    detail: reason,
  }),
  'incident.recovered': ({ seconds, evidence }) => ({
    word:
      seconds === undefined
        ? 'Verified: well again'
        : `Verified: well again after ${duration(seconds * 1000)}`,
    tone: 'good',
    detail: evidence.join(' ') || undefined,
  }),
  'incident.escalated': ({ reason }) => ({ word: 'Did not help in time', tone: 'bad', detail: reason }),
};

/** What became of an action, step by step, in order of time; `entries` are the newest first. */
export function actionSteps(id: string, entries: readonly TimelineEntry[]): ActionStep[] {
  return entries
    .toReversed()
    .flatMap((entry) => {
      const said = saidOfAction(entry);
      const isOfIt = entry.name.startsWith('action.') ? entry.subject === id : said.action === id;
      const told = isOfIt ? words[entry.name]?.(said) : undefined;
      if (!told) return [];
      const { word, tone, detail } = told;
      return [{ eventId: entry.eventId, word, tone, detail, at: entry.time, by: entry.actor }];
    })
    .sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

/** Why an action was recommended, or asked for, and what kept the guardian from doing it alone, as codes. */
export function whyOf(
  id: string,
  entries: readonly TimelineEntry[],
): { reason: string | undefined; withheld: string[] } {
  const named = (name: string) => entries.find((entry) => entry.name === name && entry.subject === id);
  const why = named('action.recommended') ?? named('action.requested');
  const { reason, withheld } = why ? saidOfAction(why) : { reason: undefined, withheld: [] };
  return { reason, withheld };
}

/** That what was done did not help, as it was last told; nothing once it is well again. */
export function escalationOf(entries: readonly TimelineEntry[]): (SaidOfAction & { at: string }) | undefined {
  const told = entries
    .filter(({ name }) => over.has(name))
    .sort((a, b) => Date.parse(b.time) - Date.parse(a.time))[0];
  return told?.name === 'incident.escalated' ? { ...saidOfAction(told), at: told.time } : undefined;
}

const over = new Set(['incident.escalated', 'incident.recovered', 'incident.resolved', 'incident.mitigated']);
