import type { Span, Taught } from '@hormesis/learning';
import type { LearnSeriesOptions } from './learn-series.js';

/** What is said to people, on stderr: of each incident at once, of the rest at the end. */
export class LearnSummary {
  private points = 0;
  private incidents = 0;
  private firings = 0;
  private proposed = false;
  private lateLines = 0;
  private bad = 0;
  private firstBad = '';

  constructor(private readonly options: LearnSeriesOptions) {}

  point(): void {
    this.points += 1;
  }

  fired(): void {
    this.firings += 1;
  }

  incident(taught: Taught, number: number, { from, to }: Span): void {
    this.incidents += 1;
    if (taught.kind === 'proposed') this.proposed = true;
    if (this.options.quiet) return;
    const words = wordsOf(taught, from);
    if (words !== undefined)
      process.stderr.write(`Incident of line ${number}, ${from} to ${to}: ${words}.\n`);
  }

  late(number: number, t: number): void {
    this.lateLines += 1;
    if (this.lateLines > 1 || this.options.quiet) return;
    process.stderr.write(
      `Line ${number} is passed over: its time ${t} is before that of the line above. Sort the lines by “t”.\n`,
    );
  }

  skipped(number: number, reason: string): void {
    this.bad += 1;
    if (this.bad === 1) this.firstBad = `line ${number}: ${reason}`;
  }

  lines(): string[] {
    const skipped =
      this.bad > 0 && !this.options.quiet
        ? [`Skipped ${this.bad} lines that cannot be read; the first, ${this.firstBad}.`]
        : [];
    if (!this.options.summary) return skipped;
    const late = this.lateLines === 0 ? '' : `, ${this.lateLines} lines that came too late`;
    const alert = this.proposed
      ? `an alert was proposed and fired ${this.firings} times`
      : 'no alert was proposed';
    return [...skipped, `${this.points} points and ${this.incidents} incidents were read${late}; ${alert}.`];
  }
}

function wordsOf(taught: Taught, from: number): string | undefined {
  switch (taught.kind) {
    case 'withheld':
      return `no proposal, ${taught.reason}`;
    case 'caught':
      return `the alert fired at ${taught.at}, ${taught.at - from} ms after its begin`;
    case 'missed':
      return 'the alert did not fire';
    default:
      return undefined;
  }
}
