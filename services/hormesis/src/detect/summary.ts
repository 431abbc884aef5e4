import type { AnomalyLine, WatchLine } from '@hormesis/statistics';
import type { DetectOptions } from './detect-anomalies.js';

/** What was read and what was found, for people. */
export class Summary {
  private windows = 0;
  private readonly changes = new Set<string>();
  private readonly anomalies: string[] = [];
  private bad = 0;
  private firstBad = '';

  read(line: WatchLine): void {
    if ('change' in line) this.changes.add(line.change.id);
    else this.windows++;
  }

  told({ t, anomaly }: AnomalyLine): void {
    const { service, metric, changeId, onset, method } = anomaly;
    const blame = changeId === undefined ? 'by no change' : `by ${changeId}`;
    const delay = ((t - onset) / 1_000).toFixed(1);
    this.anomalies.push(
      `  ${service} ${metric} got worse ${blame}, from ${onset} on; seen ${delay} s later by ${method}`,
    );
  }

  skipped(number: number, reason: string): void {
    if (this.bad++ === 0) this.firstBad = `line ${number}: ${reason}`;
  }

  lines({ summary, quiet }: DetectOptions): string[] {
    const skipped =
      this.bad > 0 && !quiet
        ? [`Skipped ${this.bad} lines that cannot be read; the first, ${this.firstBad}.`]
        : [];
    if (!summary) return skipped;
    const found = this.anomalies.length === 0 ? 'Nothing got worse.' : `${this.anomalies.length} anomalies:`;
    return [
      ...skipped,
      `${this.windows} windows and ${this.changes.size} changes were read. ${found}`,
      ...this.anomalies,
    ];
  }
}
