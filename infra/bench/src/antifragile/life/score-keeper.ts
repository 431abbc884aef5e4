import type { Layer } from '../catalogue/layer.js';
import type { Occurrence } from './occurrence.js';
import type { Costs, Outcome } from './outcome.js';

/** Keeps the score of a life: how each occurrence went, and what watching and guarding cost. */
export class ScoreKeeper {
  readonly outcomes = new Map<Occurrence, Outcome>();
  readonly costs: Costs = { falseAlarms: [], goodChanges: 0, goodStopped: [], delayedMs: [] };

  begin(occurrence: Occurrence): void {
    this.outcomes.set(occurrence, { occurrence, exposedUserSeconds: 0, active: true });
  }

  of(occurrence: Occurrence): Outcome {
    const known = this.outcomes.get(occurrence);
    if (!known) throw new Error(`${occurrence.id} has not begun.`);
    return known;
  }

  /** What an incident is about in truth. */
  occurrenceOf(incident: string): Occurrence | undefined {
    return [...this.outcomes.values()].find((outcome) => outcome.incident === incident)?.occurrence;
  }

  harmed(occurrence: Occurrence, requests: number, start: number): void {
    const outcome = this.of(occurrence);
    if (requests > 0) outcome.onset ??= start;
    outcome.exposedUserSeconds += requests;
  }

  /** @returns whether nobody had noticed before */
  detected(occurrence: Occurrence, at: number, by: string): boolean {
    const outcome = this.of(occurrence);
    if (outcome.detectedAt !== undefined) return false;
    outcome.detectedAt = at;
    outcome.detectedBy = by;
    return true;
  }

  stopped(occurrence: Occurrence, at: number, layer: Layer, how: string): void {
    const outcome = this.of(occurrence);
    if (!outcome.active) return;
    outcome.active = false;
    outcome.stoppedAt = at;
    outcome.stoppedBy = layer;
    outcome.how = how;
  }

  /** Occurrences that harm a service’s users at a time, or may. */
  activeAt(service: string): Outcome[] {
    return [...this.outcomes.values()].filter(
      ({ occurrence, active }) => active && occurrence.class.service === service,
    );
  }

  /** Those that have harmed somebody, and have not been over for long. */
  troubleOf(service: string, at: number, marginMs: number): Outcome | undefined {
    return [...this.outcomes.values()].findLast(
      ({ occurrence, onset, stoppedAt }) =>
        occurrence.class.service === service &&
        onset !== undefined &&
        onset <= at &&
        at - (stoppedAt ?? at) <= marginMs,
    );
  }
}
