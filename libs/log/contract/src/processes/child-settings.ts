import type { EventLog } from '@hormesis/log';
import type { ChildProcessLog, OpenLog } from '../log-under-test.js';

/** What this child process was started with. */
export function settings<T>(): T & { log: ChildProcessLog } {
  return JSON.parse(process.argv[2] ?? '{}');
}

export async function openLog(log: ChildProcessLog): Promise<EventLog> {
  const opened: { openLog: OpenLog } = await import(log.module);
  return opened.openLog(log.settings);
}

export function say(value: object): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}
