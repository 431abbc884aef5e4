import { parentPort } from 'node:worker_threads';
import { perform, type Task } from './task.js';

parentPort?.on('message', async (task: Task) => {
  const done = await perform(task, (line) => parentPort?.postMessage({ line }));
  parentPort?.postMessage({ done });
});
