import type { MessagePort } from 'node:worker_threads';
import { type ReplaySource, replayPartition } from '../replay/replay-partition.js';
import type { ReplayTask } from '../replay/replay-task.js';
import type { Answer, Ask } from './messages.js';

/** Does what {@link ReplayThreads} asks of this thread, until the port is closed. */
export function answerReplays(port: MessagePort, source: ReplaySource): void {
  const running = new Map<number, AbortController>();
  const answer = (message: Answer) => port.postMessage(message);
  port.on('message', (ask: Ask) => {
    if (ask.kind === 'abort') {
      running.get(ask.id)?.abort();
      return;
    }
    const { id, task } = ask;
    const abort = new AbortController();
    running.set(id, abort);
    run(source, id, task, abort.signal, answer)
      .then(() => answer({ kind: 'done', id }))
      .catch((error: unknown) => answer({ kind: 'failed', id, error: cloneable(error) }))
      .finally(() => running.delete(id));
  });
}

function run(
  source: ReplaySource,
  id: number,
  task: ReplayTask,
  signal: AbortSignal,
  answer: (message: Answer) => void,
): Promise<void> {
  return replayPartition(source, task, {
    signal,
    onProgress: (nextOffset, records) => answer({ kind: 'progress', id, nextOffset, records }),
    onError: (error) => answer({ kind: 'trouble', id, error: cloneable(error) }),
  });
}

/** An error as it can be sent: its class and causes may not be. */
function cloneable(error: unknown): Error {
  if (!(error instanceof Error)) return new Error(String(error));
  return Object.assign(new Error(error.message), { stack: error.stack });
}
