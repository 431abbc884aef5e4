import { chooseAlert } from './fit/choose-alert.js';
import type { Judged } from './fit/judge.js';
import { type Lesson, lessonOf } from './fit/lesson.js';
import type { Fired, LiveAlert } from './live/live-alert.js';
import { SilenceAlert } from './live/silence-alert.js';
import { ValueAlert } from './live/value-alert.js';
import { Past } from './past/past.js';
import { type SeriesProposal, seriesProposal } from './proposal/series-proposal.js';
import { withheld } from './proposal/withheld.js';
import { type Span, within } from './span.js';

/** A point of a series: ms, and a number; null or not finite where nothing was measured. */
export type LearnPoint = { t: number; value: number | null };

/** What an incident taught. */
export type Taught =
  | { kind: 'proposed'; proposal: SeriesProposal }
  | { kind: 'withheld'; reason: string }
  /** There is an alert already: it fired in this incident, or it did not. */
  | { kind: 'caught'; at: number }
  | { kind: 'missed' }
  /** It is no incident that could be learnt from. */
  | { kind: 'refused'; reason: string };

/** Values beyond count as this: squares of them stay finite. */
const largest = 1e100;
/** Incidents and firings that are kept. */
const kept = 1000;

/**
 * Learns an alert from one incident of a series, and says when it fires on what follows. It never looks ahead, needs constant
 * time a point, and memory for the last 131,072 points until it has an alert.
 */
export class SeriesLearner {
  private past: Past | undefined = new Past();
  private alert: LiveAlert | undefined;
  private readonly told: Span[] = [];
  private readonly fired: number[] = [];
  private first = Number.NaN;
  private last = Number.NaN;

  /** Takes the next point. A point before the last one is passed over. */
  take({ t, value }: LearnPoint): Fired | undefined {
    if (this.late(t)) return undefined;
    if (Number.isNaN(this.first)) this.first = t;
    this.last = t;
    if (value === null || !Number.isFinite(value)) return this.remember(this.alert?.wait(t));
    const bounded = Math.max(-largest, Math.min(largest, value));
    this.past?.take(t, bounded);
    return this.remember(this.alert?.take(t, bounded));
  }

  /** Whether a time lies before what was read already. */
  late(t: number): boolean {
    return t < this.last;
  }

  /** Takes an incident that has ended. */
  learn(t: number, incident: Span): Taught {
    const reason = this.refusal(t, incident);
    if (reason !== undefined) return { kind: 'refused', reason };
    if (this.told.push(incident) > kept) this.told.shift();
    const { past } = this;
    if (past === undefined) return this.verdict(incident);
    const now = Math.max(t, this.last);
    const lesson = lessonOf(past.times, past.values, incident, this.told, now);
    const choice = chooseAlert(lesson);
    if (choice.alert === undefined) return { kind: 'withheld', reason: withheld(choice, lesson) };
    const { alert, fired } = replay(lesson, choice.alert, this.told);
    this.alert = alert;
    this.past = undefined;
    return { kind: 'proposed', proposal: seriesProposal(lesson, choice, choice.alert, fired) };
  }

  private refusal(t: number, { from, to }: Span): string | undefined {
    if (from > to) return `the incident begins at ${from}, after it ends at ${to}: exchange “from” and “to”`;
    if (to > Math.max(t, this.last)) {
      return `the incident ends at ${to}, after this line’s time ${t}: tell it when it has ended`;
    }
    if (Number.isNaN(this.first)) return 'no point was read before it: give the series first';
    if (to < this.first) return `the incident ended at ${to}, before the first point at ${this.first}`;
    return undefined;
  }

  private verdict({ from, to }: Span): Taught {
    const at = this.fired.findLast((one) => one >= from && one <= to);
    return at === undefined ? { kind: 'missed' } : { kind: 'caught', at };
  }

  private remember(fired: Fired | undefined): Fired | undefined {
    if (fired !== undefined && this.fired.push(fired.t) > kept) this.fired.shift();
    return fired;
  }
}

/** Runs the alert over the past, so that it goes on from there. */
function replay(lesson: Lesson, chosen: Judged, told: readonly Span[]): { alert: LiveAlert; fired: Fired[] } {
  const { times, values, step, now } = lesson;
  const silent = chosen.track.family === 'silence';
  const alert = silent ? new SilenceAlert(chosen.threshold * step, step) : new ValueAlert(chosen, lesson);
  const fired: Fired[] = [];
  for (const [index, value] of values.entries()) {
    const t = times[index] ?? 0;
    const one = alert.take(t, value, within(told, t));
    if (one !== undefined) fired.push(one);
  }
  const one = alert.wait(now);
  if (one !== undefined) fired.push(one);
  return { alert, fired };
}
