import type { Projection } from '@hormesis/api';
import { type OutputOptions, say } from '../cli/output.js';
import { buildInWork } from './builds.js';
import { bar, inWords } from './progress-line.js';

/** On a terminal lines that change; elsewhere one line whenever something else begins, and one each so many seconds. */
export interface ProgressView {
  show(projections: readonly Projection[]): void;
  /** Takes the changing lines away. */
  clear(): void;
}

type Stream = Pick<NodeJS.WriteStream, 'write' | 'isTTY' | 'columns'>;

const lineEveryMs = 10_000;

export function progressView(options: OutputOptions, stream: Stream = process.stderr): ProgressView {
  if (options.json || options.quiet) return { show: () => undefined, clear: () => undefined };
  return stream.isTTY ? new ChangingLines(stream) : new PlainLines(options);
}

class ChangingLines implements ProgressView {
  private shown = 0;

  constructor(private readonly stream: Stream) {}

  show(projections: readonly Projection[]): void {
    const lines = linesOf(projections, (name, progress) => `${name}  ${bar(progress)}  ${inWords(progress)}`);
    this.clear();
    const width = (this.stream.columns || 120) - 1;
    for (const line of lines.values()) this.stream.write(`${line.slice(0, width)}\n`);
    this.shown = lines.size;
  }

  clear(): void {
    if (this.shown > 0) this.stream.write(`\u001b[${this.shown}A\u001b[0J`);
    this.shown = 0;
  }
}

class PlainLines implements ProgressView {
  private readonly told = new Map<string, { phase: string; line: string; at: number }>();

  constructor(private readonly options: OutputOptions) {}

  show(projections: readonly Projection[]): void {
    for (const [name, line] of linesOf(projections, (name, progress) => `${name}: ${inWords(progress)}`)) {
      const { phase = 'waiting' } = progressOf(projections, name) ?? {};
      const before = this.told.get(name);
      const isSoon = performance.now() - (before?.at ?? -lineEveryMs) < lineEveryMs;
      if (before?.line === line || (before?.phase === phase && isSoon)) continue;
      this.told.set(name, { phase, line, at: performance.now() });
      say(this.options, line);
    }
  }

  clear(): void {}
}

type Progress = NonNullable<ReturnType<typeof progressOf>>;

function linesOf(
  projections: readonly Projection[],
  line: (name: string, progress: Progress) => string,
): Map<string, string> {
  const widest = Math.max(0, ...projections.map(({ name }) => name.length));
  return new Map(
    projections.flatMap((projection): [string, string][] => {
      const build = buildInWork(projection);
      if (build?.state !== 'requested' && build?.state !== 'building') return [];
      const { name } = projection;
      const text = build.progress
        ? line(name.padEnd(widest), build.progress)
        : `${name.padEnd(widest)}  waits for a projector that has version ${build.version}`;
      return [[name, text]];
    }),
  );
}

function progressOf(projections: readonly Projection[], name: string) {
  const projection = projections.find((one) => one.name === name);
  return projection && buildInWork(projection)?.progress;
}
