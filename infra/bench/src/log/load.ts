import { type Figures, measured } from '../measure/figures.js';
import type { Stage } from '../stage/stage.js';
import type { FreshEntries } from './fresh-entries.js';
import type { Subject } from './subject.js';

export type Load = { writers: number; batch: number; seconds: number };

/** A time of appending, and how long each append took, milliseconds. */
export type Appending = { figures: Figures; appendMs: number[] };

/** Each writer sends a batch, waits until it is durable, and sends the next. */
export async function append(
  subject: Subject,
  entries: FreshEntries,
  stage: Stage,
  { writers, batch, seconds }: Load,
): Promise<Appending> {
  const appendMs: number[] = [];
  const figures = await measured(stage, async () => {
    const end = performance.now() + seconds * 1_000;
    const write = async () => {
      for (let now = performance.now(); now < end; ) {
        await subject.append(entries.take(batch));
        const after = performance.now();
        appendMs.push(after - now);
        now = after;
      }
    };
    await Promise.all(Array.from({ length: writers }, write));
    return appendMs.length * batch;
  });
  return { figures, appendMs };
}
