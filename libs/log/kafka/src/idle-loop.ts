import { createRequire } from 'node:module';

/** The part of kafkajs 2.2.4's private `RequestQueue` that this patch touches. */
type RequestQueue = {
  pending: readonly unknown[];
  /** End of the broker's throttling, in ms since the epoch. */
  throttledUntil: number;
  throttleCheckTimeoutId: NodeJS.Timeout | null;
  checkPendingRequests(): void;
};

type Patchable = { prototype: RequestQueue & { scheduleCheckPendingRequests(): void } };

const shortestPauseMs = 10;

/**
 * Ends a busy loop of kafkajs: each idle connection re-arms a timer with a negative delay for ever, which costs about
 * 8 % of a core and, since Node 24, a TimeoutNegativeWarning. A timer is needed only while requests wait.
 */
export function endIdleLoop(): void {
  const queue: Patchable = createRequire(import.meta.url)('kafkajs/src/network/requestQueue/index.js');
  queue.prototype.scheduleCheckPendingRequests = scheduleWhileRequestsWait;
}

function scheduleWhileRequestsWait(this: RequestQueue): void {
  if (this.throttleCheckTimeoutId || this.pending.length === 0) return;
  const throttledMs = this.throttledUntil - Date.now();
  this.throttleCheckTimeoutId = setTimeout(
    () => {
      this.throttleCheckTimeoutId = null;
      this.checkPendingRequests();
    },
    Math.max(shortestPauseMs, throttledMs),
  );
}
