import type { WindowLine } from '@hormesis/statistics';
import { type Episode, isOver, takeWindow } from './episode.js';

const most = 1_000;

/** The episodes of one partition, and which of them a window ends. */
export class Episodes {
  private standing: Episode[] = [];

  begin(episodes: readonly Episode[]): void {
    const known = new Set(this.standing.map(({ subject }) => subject));
    this.standing.push(...episodes.filter(({ subject }) => !known.has(subject)));
    if (this.standing.length > most) this.standing.splice(0, this.standing.length - most);
  }

  /** Whether something stands in the series of a window. */
  concern(line: WindowLine): boolean {
    return this.standing.some((each) => isOf(each, line));
  }

  /** Whether something stands that a change is held to be behind. */
  blame(changeId: string): boolean {
    return this.standing.some((each) => each.changeId === changeId);
  }

  /** @param isWatched whether users still have a change */
  take(line: WindowLine, isWatched: (changeId: string) => boolean): Episode[] {
    if (!this.concern(line)) return [];
    const over: Episode[] = [];
    this.standing = this.standing.flatMap((each) => {
      if (!isOf(each, line) || !countsHarmed(each, line, isWatched)) return [each];
      const next = takeWindow(each, line);
      if (!isOver(next)) return [next];
      over.push(next);
      return [];
    });
    return over;
  }
}

function isOf(each: Episode, { service, environment, metric }: WindowLine): boolean {
  return each.service === service && each.environment === environment && each.metric === metric;
}

function countsHarmed(
  { changeId }: Episode,
  { cohort }: WindowLine,
  isWatched: (changeId: string) => boolean,
): boolean {
  return changeId === null || !isWatched(changeId) || cohort.split('+').includes(changeId);
}
