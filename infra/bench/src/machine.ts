import { cpus, totalmem } from 'node:os';

/** What the figures were measured on. */
export function machine(): Record<string, string | number> {
  const all = cpus();
  return {
    cpu: all[0]?.model ?? 'unknown',
    cores: all.length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
  };
}
