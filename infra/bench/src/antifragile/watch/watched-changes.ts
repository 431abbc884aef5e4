import type { Change } from '@hormesis/change';
import { cohortParts } from '@hormesis/events';
import type { ChangeLine } from '@hormesis/statistics';

/** So long after its last step a change is watched as such; as in the sentinel. */
const watchedMs = 2 * 60 * 60_000;

/** A change that users have: the event of its first step, and its latest step. */
export type Watched = { id: string; latest: Change };

/** Which changes users have, and whose requests a cohort counts: what the sentinel tells its detectors. */
export class WatchedChanges {
  private watched: Watched[];

  constructor(before: readonly Watched[] = []) {
    this.watched = [...before];
  }

  get all(): readonly Watched[] {
    return this.watched;
  }

  /** Takes an exposure step; answers what the detectors are to hear. */
  take(change: Change): ChangeLine[] {
    const replaces = change.kind === 'deployment' && change.flag === undefined && !isSetting(change);
    const same = (other: Change) =>
      other.kind === change.kind && other.subject === change.subject && other.version === change.version;
    const gone = change.exposure === 0 || !change.blamable;
    const known = this.watched.find(({ latest }) => same(latest));
    const ended = this.watched.filter(({ latest }) =>
      same(latest)
        ? gone
        : (replaces || gone) &&
          latest.kind === 'deployment' &&
          latest.subject === change.subject &&
          change.kind === 'deployment',
    );
    this.watched = this.watched.filter((each) => !ended.includes(each) && each !== known);
    const lines = ended.map(({ id, latest }) => lineOf(id, latest, change, 0));
    if (gone) return lines;
    const id = known?.id ?? change.eventId;
    this.watched.push({ id, latest: change });
    return [...lines, lineOf(id, change, change, change.exposure)];
  }

  /** The latest step of a watched change. */
  stepOf(id: string): Change | undefined {
    return this.watched.find((each) => each.id === id)?.latest;
  }

  /** The cohort in the words of the detectors: `all`, `control`, or ids of changes joined by `+`. */
  reaching(service: string, cohort: string, at: number): string {
    const whose = cohortParts(cohort);
    if (whose?.kind !== 'parts') return whose?.kind ?? cohort;
    const ids = whose.parts.flatMap((part) => {
      const found = this.watched.find(({ latest }) => {
        if (at - Date.parse(latest.at) > watchedMs) return false;
        if (part.kind === 'version') return latest.service === service && latest.version === part.version;
        return (
          part.kind === 'flag' &&
          part.variant !== 'off' &&
          latest.kind === 'flag' &&
          latest.subject === part.key
        );
      });
      return found ? [found.id] : [];
    });
    if (ids.length > 0) return ids.sort().join('+');
    return whose.parts.every(({ kind }) => kind === 'pod') ? 'all' : 'control';
  }
}

function isSetting({ artifactId }: Change): boolean {
  return artifactId?.includes('-config@') === true;
}

function lineOf(id: string, { kind, service, subject }: Change, step: Change, exposure: number): ChangeLine {
  const t = Date.parse(step.at);
  return { t, at: t, change: { id, service: service ?? subject, kind, exposure: exposure / 100 } };
}
