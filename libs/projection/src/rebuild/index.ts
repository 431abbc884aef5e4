export * from './rebuild.js';
export * from './rebuilder.js';
export { ReplayHere } from './replay/replay-here.js';
export type { ReplaySource } from './replay/replay-partition.js';
export type { Replayer, ReplayHooks, ReplayTask } from './replay/replay-task.js';
export { answerReplays } from './threads/answer-replays.js';
export { ReplayThreads, type ReplayThreadsOptions } from './threads/replay-threads.js';
