/** A signal has to be as strong as this to alarm. */
const enough = 3;
/** How much more each alarm asks of the next ones, and points after which a third of that is left. */
const dearer = 0.5;
const memory = 1500;
/** Points of silence behind an alarm. */
const rest = 150;

/** When to call: not again for a while, and the more reluctantly the more calls there were lately. */
export class Alarm {
  private recent = 0;
  private silent = 0;

  /** How far beyond what an alarm takes the signal is; undefined where there is no alarm. */
  take(signal: number): number | undefined {
    this.recent *= 1 - 1 / memory;
    if (this.silent > 0) {
      this.silent -= 1;
      return undefined;
    }
    const beyond = signal - enough - dearer * this.recent;
    if (beyond < 0) return undefined;
    this.recent += 1;
    this.silent = rest;
    return beyond;
  }
}
