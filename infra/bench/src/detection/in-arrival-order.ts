import type { Line } from './lines.js';

/** Keeps lines until all that arrive before them are known. */
export class InArrivalOrder {
  private waiting: Line[] = [];

  add(line: Line): void {
    this.waiting.push(line);
  }

  /** Gives what arrives until then, first come first. */
  until(at: number): Line[] {
    const due = this.waiting.filter((line) => line.at <= at);
    this.waiting = this.waiting.filter((line) => line.at > at);
    return due.sort((one, other) => one.at - other.at);
  }
}
