import type { Replayer } from '@hormesis/projection';

type Run = Parameters<Replayer['run']>;

/** Replays as another one does, and notes when the first batch stood. */
export class FirstBatch implements Replayer {
  private first: { at: number; events: number } | undefined;

  constructor(private readonly inner: Replayer) {}

  get width(): number {
    return this.inner.width;
  }

  /** Events a second from then until now, of so many in all. */
  rateUntilNow(total: number): number | undefined {
    if (!this.first) return undefined;
    const { at, events } = this.first;
    return Math.round(((total - events) * 1_000) / (performance.now() - at));
  }

  run(task: Run[0], hooks: Run[1]): Promise<void> {
    return this.inner.run(task, {
      ...hooks,
      onProgress: (nextOffset, events) => {
        this.first ??= { at: performance.now(), events };
        hooks.onProgress(nextOffset, events);
      },
    });
  }

  close(): Promise<void> {
    return this.inner.close();
  }
}
