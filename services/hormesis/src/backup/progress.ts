import type { OutputOptions } from '../cli/output.js';

const everyMs = 200;

/** One line on a terminal that changes while the work goes on, and is gone when it is done. */
export class Progress {
  readonly #isShown: boolean;
  #shownAt = 0;

  constructor(options: OutputOptions) {
    this.#isShown = process.stderr.isTTY === true && !options.json && !options.quiet;
  }

  show(text: () => string): void {
    if (!this.#isShown || performance.now() - this.#shownAt < everyMs) return;
    this.#shownAt = performance.now();
    process.stderr.write(`\r\u001b[2K${text()}`);
  }

  end(): void {
    if (this.#isShown) process.stderr.write('\r\u001b[2K');
  }
}

/** `1.4 GB`, in powers of ten. */
export function inBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const step = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), units.length - 1);
  const value = bytes / 1000 ** step;
  return `${step === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[step]}`;
}
