import type { EventOf } from '@hormesis/events';
import { type Matcher, matches } from '@hormesis/promql';
import { Recorder, recordedWindowOf } from '@hormesis/recording';
import type { Guard } from './guard.js';

/** The record that guards of one partition are evaluated over, filled from windows in the order of the log. */
export class GuardRecord {
  readonly recorder = new Recorder();
  /** When the newest window became known, milliseconds since 1970. */
  knownUntil = Number.NEGATIVE_INFINITY;
  private readonly places = new Map<string, boolean>();
  private readonly asked: readonly ReturnType<typeof matches>[];

  constructor(readonly guards: readonly Guard[]) {
    this.asked = guards.flatMap(({ asks }) => asks.map(matches));
  }

  /** Whether a selector finds a series. */
  readonly has = (matchers: readonly Matcher[]): boolean => this.recorder.select(matchers).length > 0;

  /** Only what a guard asks for is kept. */
  take(event: EventOf<'signal.measured'>): void {
    if (this.asked.length === 0) return;
    const window = recordedWindowOf(event);
    this.knownUntil = Math.max(this.knownUntil, window.seenAt);
    const { service, environment, metric, cohort } = window;
    const key = JSON.stringify([service, environment, metric, cohort]);
    const wanted =
      this.places.get(key) ?? this.asked.some((asks) => asks({ service, environment, metric, cohort }));
    this.places.set(key, wanted);
    if (wanted) this.recorder.take(window);
  }
}
