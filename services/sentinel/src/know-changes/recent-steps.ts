import type { Change } from '@hormesis/change';

/** An exposure step, and when we knew of it, milliseconds. */
export type KnownStep = { change: Change; at: number };

const most = 50_000;

/** The exposure steps of the last day, in the order in which they became known. Readers keep their own place in it. */
export class RecentSteps {
  private steps: KnownStep[] = [];
  private dropped = 0;

  /** Puts those that were known before the start in order. */
  begin(steps: readonly KnownStep[]): void {
    this.steps = [...steps].sort((a, b) => a.at - b.at);
  }

  add(step: KnownStep): void {
    this.steps.push(step);
    if (this.steps.length > most) {
      this.steps.splice(0, most / 10);
      this.dropped += most / 10;
    }
  }

  /** Those from a place on that were known at an instant, and the next place. */
  upTo(at: number, place: number): { steps: readonly KnownStep[]; place: number } {
    const from = Math.max(place - this.dropped, 0);
    let to = from;
    for (let step = this.steps[to]; step !== undefined && step.at <= at; step = this.steps[to]) to += 1;
    return { steps: from === to ? none : this.steps.slice(from, to), place: to + this.dropped };
  }
}

const none: readonly KnownStep[] = [];
