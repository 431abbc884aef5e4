import { type Change, identityOf } from '@hormesis/change';
import { type CohortPart, cohortParts } from '@hormesis/events';
import type { ChangeLine } from '@hormesis/statistics';
import { keyOfSteps, type WatchedChange } from './watched-change.js';

/** So long after its last step a change is no longer watched as such: it has become the normal that others differ from. */
export const WATCHED_MS = 2 * 60 * 60_000;
const forgetEvery = 256;

/** Where a window was measured. */
export type Place = { service: string; environment: string };

/** Which changes users have at present, and whose windows count them. */
export class WatchedChanges {
  private readonly byKey = new Map<string, WatchedChange>();
  private readonly taken = new Set<string>();
  private index: Index | undefined;
  private count = 0;

  /** @param isBlamed whether an anomaly stands that a change is held to be behind: it stays watched until that is over */
  constructor(private readonly isBlamed: (id: string) => boolean = () => false) {}

  /** Takes an exposure step; answers what the detectors are to hear of it. The same step again says nothing. */
  take(change: Change, arrivedAt: number): ChangeLine[] {
    if (this.taken.has(identityOf(change))) return [];
    this.taken.add(identityOf(change));
    this.count += 1;
    if (this.count % forgetEvery === 0) this.forget(arrivedAt);
    const key = keyOfSteps(change);
    const ended = this.endedBy(change, key);
    for (const [other] of ended) this.byKey.delete(other);
    this.index = undefined;
    const lines = ended.map(([, watched]) => lineOf(watched, change, 0, arrivedAt));
    if (change.exposure === 0 || !change.blamable) return lines;
    const watched = { ...(this.byKey.get(key) ?? firstStep(change)), latest: change };
    this.byKey.set(key, watched);
    return [...lines, lineOf(watched, change, change.exposure, arrivedAt)];
  }

  /** The latest step of a watched change. */
  stepOf(id: string): Change | undefined {
    return this.indexed.byId.get(id)?.latest;
  }

  /**
   * Whose requests a window counts, in the words of the detectors: `all`, `control` (those that no watched change
   * reaches), or the ids of the changes that reach them, joined by `+`.
   */
  reaching(place: Place, cohort: string, at: number): string {
    const whose = cohortParts(cohort);
    if (whose?.kind !== 'parts') return whose?.kind ?? cohort;
    const ids = whose.parts.flatMap((part) => this.idOf(part, place, at) ?? []);
    if (ids.length > 0) return [...new Set(ids)].sort().join('+');
    return whose.parts.every(({ kind }) => kind === 'pod') ? 'all' : 'control';
  }

  private idOf(part: CohortPart, place: Place, at: number): string | undefined {
    switch (part.kind) {
      case 'change':
        return this.indexed.byId.get(part.id)?.id ?? part.id;
      case 'version': {
        const watched = this.indexed.ofService
          .get(place.service)
          ?.find(
            (each) =>
              each.latest.version === part.version &&
              isIn(each.latest, place.environment) &&
              this.lasts(each, at),
          );
        return watched && !this.isComparedWith(watched) ? watched.id : undefined;
      }
      case 'flag':
        if (part.variant !== undefined && isOff(part.variant)) return undefined;
        return this.indexed.ofFlag
          .get(part.key)
          ?.find((each) => isIn(each.latest, place.environment) && this.lasts(each, at))?.id;
      case 'pod':
        return undefined;
    }
  }

  /** What runs for everybody is what a newer version, on its way to them, is compared with. */
  private isComparedWith({ latest, began }: WatchedChange): boolean {
    if (latest.exposure < 100) return false;
    const others = this.indexed.ofService.get(serviceOf(latest)) ?? [];
    return others.some(
      (other) =>
        other.began > began &&
        other.latest.subject === latest.subject &&
        other.latest.environment === latest.environment,
    );
  }

  /** Windows ask far more often than changes come. */
  private get indexed(): Index {
    this.index ??= indexOf([...this.byKey.values()]);
    return this.index;
  }

  /** A flag that is off and a version that is gone end themselves; a version for everybody ends the others of its service. */
  private endedBy(change: Change, key: string): [string, WatchedChange][] {
    const gone = change.exposure === 0 || !change.blamable;
    const replaces = change.kind === 'deployment' && (change.exposure === 100 || gone);
    return [...this.byKey].filter(([other, { latest }]) => {
      if (other === key) return gone;
      return (
        replaces &&
        latest.kind === 'deployment' &&
        latest.subject === change.subject &&
        latest.environment === change.environment
      );
    });
  }

  private lasts({ id, latest }: WatchedChange, now: number): boolean {
    return now - Date.parse(latest.at) <= WATCHED_MS || this.isBlamed(id);
  }

  private forget(now: number): void {
    for (const [key, watched] of this.byKey) if (!this.lasts(watched, now)) this.byKey.delete(key);
    this.index = undefined;
    if (this.taken.size > 100_000) this.taken.clear();
  }
}

type Index = {
  /** By the id of the first step, and of the latest. */
  byId: ReadonlyMap<string, WatchedChange>;
  /** Deployments, by service. */
  ofService: ReadonlyMap<string, readonly WatchedChange[]>;
  ofFlag: ReadonlyMap<string, readonly WatchedChange[]>;
};

function indexOf(all: readonly WatchedChange[]): Index {
  const of = (kind: Change['kind']) => all.filter(({ latest }) => latest.kind === kind);
  return {
    byId: new Map([
      ...all.map((each) => [each.latest.eventId, each] as const),
      ...all.map((each) => [each.id, each] as const),
    ]),
    ofService: Map.groupBy(of('deployment'), ({ latest }) => serviceOf(latest)),
    ofFlag: Map.groupBy(of('flag'), ({ latest }) => latest.subject),
  };
}

function serviceOf({ service, subject }: Change): string {
  return service ?? subject;
}

function firstStep(change: Change): WatchedChange {
  return { id: change.eventId, latest: change, began: Date.parse(change.at) };
}

function lineOf({ id, latest }: WatchedChange, step: Change, exposure: number, at: number): ChangeLine {
  const { kind } = latest;
  return {
    t: Date.parse(step.at),
    at,
    change: { id, service: serviceOf(latest), kind, exposure: exposure / 100 },
  };
}

function isIn({ environment }: Change, wanted: string): boolean {
  return environment === null || environment === wanted;
}

function isOff(variant: string): boolean {
  return /^(off|false|control|disabled)$/i.test(variant);
}
