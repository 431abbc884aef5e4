import type { SeriesSource } from '@hormesis/promql';
import { requestsMetric } from '@hormesis/recording';
import type { Facts, Origin, Period } from '../facts/facts.js';
import { beganAt, type PastChange } from '../facts/past-change.js';
import { type PastIncident, stopOf } from '../facts/past-incident.js';
import { isSamePlace } from '../facts/place.js';
import type { NamedReport } from '../named-report.js';
import { windowsOutside } from '../record/windows-outside.js';
import { bakeMs } from '../score/bars.js';
import { Coverage } from '../score/coverage.js';
import { spanOf } from '../score/exercise-on.js';
import { type Lived, liveThrough } from './live-through.js';
import type { RampPolicy } from './ramp-policy.js';
import { scorePolicy } from './score-policy.js';
import { type NoStory, storyOf } from './story.js';

/** How often each change is lived through, each time with other users drawn: chance is averaged out, and seen. */
export const thinnings = 5;

/** A change and what came of it in each thinning. */
export type Relived = { change: PastChange; incident: PastIncident | null; lives: readonly Lived[] };

export type PolicyQuestion = {
  name: string;
  policy: RampPolicy;
  facts: Facts;
  period: Period;
  origin: Origin | null;
};

/** A replay of recorded changes under another policy. Give it the record, of one service after the other or of all. */
export class PolicyReplay {
  private readonly changes: readonly PastChange[];
  private readonly relived: Relived[] = [];
  private readonly untold: NoStory[] = [];
  private readonly coverage: Coverage;
  private skipped = 0;
  private series = 0;
  private windows = 0;

  constructor(private readonly question: PolicyQuestion) {
    this.coverage = new Coverage(question.period);
    this.changes = changesOf(question);
  }

  /** Those of whom it needs the record. */
  get services(): string[] {
    return [...new Set(this.changes.map(({ service }) => service))].sort();
  }

  /** Replays the changes of one service. @param windows how many windows the source was made of */
  take(
    source: SeriesSource,
    service: string,
    windows: number,
    progress: (share: number) => void = () => undefined,
  ): void {
    this.windows += windows - windowsOutside(source, this.question.period, service);
    this.cover(source, service);
    const own = this.changes.filter((change) => change.service === service);
    for (const [n, change] of own.entries()) {
      this.relive(source, change);
      progress((n + 1) / own.length);
    }
  }

  report(): NamedReport {
    const { name } = this.question;
    const { coverage, relived, series, skipped, untold, windows } = this;
    const report = scorePolicy({
      ...this.question,
      coverage,
      untold,
      relived: relived.toSorted(
        (a, b) => beganAt(a.change) - beganAt(b.change) || (a.change.id < b.change.id ? -1 : 1),
      ),
      series,
      skipped,
      windows,
    });
    return { rule: name, report, pictures: [] };
  }

  private relive(source: SeriesSource, change: PastChange): void {
    const { facts, period, policy } = this.question;
    const incident = facts.incidents.find(({ id }) => id === change.incident) ?? null;
    const until = incident
      ? stopOf(incident, period.to)
      : Math.min(period.to, beganAt(change) + lastsMs(policy) + bakeMs);
    if (!incident && isDisturbed(change, until, facts.incidents, period)) {
      this.skipped += 1;
      return;
    }
    const story = storyOf(source, change, incident === null, until);
    if ('missing' in story) {
      this.untold.push(story);
      return;
    }
    const lives = Array.from({ length: thinnings }, (_, n) =>
      liveThrough(story, policy, `${change.id}/${n}`),
    );
    this.relived.push({ change, incident, lives });
  }

  private cover(source: SeriesSource, service: string): void {
    const found = source.select([
      { label: '__name__', op: '=', value: requestsMetric },
      { label: 'service', op: '=', value: service },
    ]);
    this.series += found.length;
    for (const one of found) this.coverage.add({ service, environment: one.labels.environment }, one);
  }
}

/** Seconds that a ramp takes until everybody has it, as milliseconds. */
export function lastsMs({ steps }: RampPolicy): number {
  return steps.slice(0, -1).reduce((sum, { bakeSeconds }) => sum + bakeSeconds * 1_000, 0);
}

/**
 * The changes that the policy would have governed. A proposal’s flag may be new; what is meant then is the next change of
 * its service.
 */
function changesOf({ facts, origin, period, policy }: PolicyQuestion): PastChange[] {
  const scope = origin ? { services: [origin.service], environment: origin.environment } : policy.scope;
  return facts.changes.filter(
    (change) =>
      change.kind !== 'config' &&
      beganAt(change) >= period.from &&
      beganAt(change) < period.to &&
      (scope.services === undefined || scope.services.includes(change.service)) &&
      (scope.environment === undefined || scope.environment === change.environment) &&
      (!('flag' in scope) || scope.flag === undefined || scope.flag === change.flag),
  );
}

/** What another incident did to the same users would be held against the change. */
function isDisturbed(
  change: PastChange,
  until: number,
  incidents: readonly PastIncident[],
  { to }: Period,
): boolean {
  return incidents.some((incident) => {
    const span = spanOf(incident, to);
    return isSamePlace(span, change) && span.from < until && span.to > beganAt(change);
  });
}
