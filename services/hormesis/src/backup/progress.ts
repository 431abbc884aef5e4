import type { OutputOptions } from '../cli/output.js';

const everyMs = 200;

/** Shows one line on a terminal that changes while work goes on; returns what takes it away. */
export function showProgress(options: OutputOptions, text: () => string): () => void {
  if (process.stderr.isTTY !== true || options.json || options.quiet) return () => undefined;
  const clear = '\r\u001b[2K';
  const timer = setInterval(() => process.stderr.write(`${clear}${text()}`), everyMs);
  return () => {
    clearInterval(timer);
    process.stderr.write(clear);
  };
}

/** `1.4 GB`, in powers of ten. */
export function inBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const step = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), units.length - 1);
  const value = bytes / 1000 ** step;
  return `${step === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[step]}`;
}
