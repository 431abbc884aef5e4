import type { ReplayTask } from '../replay/replay-task.js';

/** What is asked of a thread: to do a task, or to give it up. */
export type Ask = { kind: 'run'; id: number; task: ReplayTask } | { kind: 'abort'; id: number };

/** What a thread answers. */
export type Answer =
  | { kind: 'progress'; id: number; nextOffset: number; records: number }
  | { kind: 'trouble'; id: number; error: unknown }
  | { kind: 'done'; id: number }
  | { kind: 'failed'; id: number; error: unknown };
