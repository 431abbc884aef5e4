import type { ExposureStep, PastChange, PastIncident } from '@hormesis/backtest';
import { type RecordedLatency, Recorder } from '@hormesis/recording';
import type { ChangeLine, LatencyWindow, WindowLine } from '@hormesis/statistics';
import { watchLineOf } from '../detect/watch-line.js';

const usualMs = 10_000;
const longestMs = 60_000;

type Growing = { line: ChangeLine; steps: [ExposureStep, ...ExposureStep[]] };

/** What the lines of `hormesis detect` tell: windows become a record, changes what happened. */
export class RecordedLines {
  readonly recorder = new Recorder();
  /** From the beginning of the first window to the end of the last one, milliseconds since 1970. */
  first: number | undefined;
  last: number | undefined;
  private readonly ends = new Map<string, number>();
  private readonly where = new Map<string, { service: string; environment: string }>();
  private readonly counts = new Map<string, number>();
  private readonly known = new Map<string, Growing>();
  private environment = 'production';

  /** @throws BadLine that says which field is wrong */
  take(text: string): void {
    const line = watchLineOf(text);
    if ('change' in line) this.takeChange(line);
    else this.takeWindow(line);
  }

  /** Where its windows are of. */
  get places(): { service: string; environment: string }[] {
    return [...this.where.values()];
  }

  windowsOf(service: string): number {
    return this.counts.get(service) ?? 0;
  }

  /** The changes that the lines tell of; those that incidents are attributed to are bad. */
  changes(incidents: readonly PastIncident[]): PastChange[] {
    const blamed = new Map(incidents.flatMap(({ change, id }) => (change ? [[change.id, id] as const] : [])));
    return [...this.known].map(([id, { line, steps }]) => ({
      id,
      kind: line.change.kind === 'flag' || line.change.kind === 'config' ? line.change.kind : 'deployment',
      service: line.change.service,
      environment: this.environment,
      subject: line.change.service,
      flag: line.change.kind === 'flag' ? id : null,
      version: null,
      steps,
      incident: blamed.get(id) ?? null,
    }));
  }

  private takeWindow({
    at,
    bad,
    cohort,
    environment = 'production',
    latency,
    metric,
    service,
    t,
    total,
  }: WindowLine): void {
    const key = JSON.stringify([service, environment, metric, cohort]);
    const before = this.ends.get(key);
    const gap = before === undefined || t <= before ? usualMs : t - before;
    const durationMs = Math.min(gap, longestMs);
    this.ends.set(key, Math.max(before ?? t, t));
    this.environment = environment;
    this.where.set(JSON.stringify([service, environment]), { service, environment });
    this.first = Math.min(this.first ?? t, t - durationMs);
    this.last = Math.max(this.last ?? t, t);
    this.counts.set(service, this.windowsOf(service) + 1);
    this.recorder.take({
      service,
      environment,
      metric,
      cohort,
      start: t - durationMs,
      durationMs,
      total,
      bad,
      seenAt: at,
      latency: latency && recorded(latency),
    });
  }

  private takeChange(line: ChangeLine): void {
    const { exposure = 100, id } = line.change;
    const step = { at: line.t, exposure: exposure <= 1 ? exposure * 100 : exposure };
    const known = this.known.get(id);
    if (known) known.steps.push(step);
    else this.known.set(id, { line, steps: [step] });
  }
}

function recorded({ count, le = {}, sumMs = 0 }: LatencyWindow): RecordedLatency {
  return { count, sumMs, le };
}
