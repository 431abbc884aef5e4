import type { Backtest } from '@hormesis/api';
import type { OutputOptions } from '../cli/output.js';
import { bar } from '../rebuild/progress-line.js';

type Stream = Pick<NodeJS.WriteStream, 'write' | 'isTTY' | 'columns'>;
type Shown = Pick<Backtest, 'name' | 'state' | 'progress' | 'etaMs' | 'problem'>;

/** On a terminal a line that changes; elsewhere a line for each tenth that is done. */
export type BarView = {
  show(backtest: Shown): void;
  /** Takes the changing line away. */
  clear(): void;
};

const clearLine = '\r\u001b[2K';

export function barView(options: OutputOptions, stream: Stream = process.stderr): BarView {
  if (options.json || options.quiet) return { show: () => undefined, clear: () => undefined };
  return stream.isTTY ? changing(stream) : plain(stream);
}

function changing(stream: Stream): BarView {
  let isShown = false;
  return {
    show(backtest) {
      stream.write(`${clearLine}${lineOf(backtest).slice(0, (stream.columns || 120) - 1)}`);
      isShown = true;
    },
    clear() {
      if (isShown) stream.write(clearLine);
      isShown = false;
    },
  };
}

function plain(stream: Stream): BarView {
  let told = '';
  return {
    show(backtest) {
      const tenth = `${backtest.state} ${Math.floor(backtest.progress * 10)}`;
      if (tenth !== told) stream.write(`${lineOf(backtest)}\n`);
      told = tenth;
    },
    clear: () => undefined,
  };
}

function lineOf({ etaMs, name, problem, progress, state }: Shown): string {
  if (state === 'waiting') return `${name}: waits ${problem === null ? 'for its turn' : `(${problem})`}`;
  const left = etaMs === null ? '' : `, about ${Math.max(1, Math.round(etaMs / 1_000))} s left`;
  return `${name}  ${bar({ done: progress, total: 1 })}${left}`;
}
