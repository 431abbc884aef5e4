import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { observe } from './instruments.js';

const nanoseconds = 1e9;

/** Observes the event loop and the memory of this process. Returns what ends that. */
export function observeProcess(): () => void {
  const delay = monitorEventLoopDelay({ resolution: 10 });
  delay.enable();
  let before = performance.eventLoopUtilization();
  const endings = [
    observe('nodejs.eventloop.delay.p99', () => {
      const value = delay.percentile(99) / nanoseconds;
      delay.reset();
      return [{ value }];
    }),
    observe('nodejs.eventloop.utilization', () => {
      const now = performance.eventLoopUtilization();
      const value = performance.eventLoopUtilization(now, before).utilization;
      before = now;
      return [{ value }];
    }),
    observe('process.memory.usage', () => [{ value: process.memoryUsage.rss() }]),
    observe('v8js.memory.heap.used', () => [{ value: process.memoryUsage().heapUsed }]),
  ];
  return () => {
    delay.disable();
    for (const end of endings) end();
  };
}
