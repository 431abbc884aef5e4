import type { Position } from '@hormesis/log';
import { entry } from '../support/entries.js';
import { openLog, say, settings } from './child-settings.js';

export type AppendInALoop = { topic: string };
export type Acknowledged = { acknowledged: { id: string; position: Position }[] };

/** Appends `w0`, `w1`, … to keys `k0` to `k4`, several calls at once, and says what was acknowledged, until it is killed. */
const { log, topic } = settings<AppendInALoop>();
const opened = await openLog(log);
let next = 0;

async function appendForEver(): Promise<void> {
  for (;;) {
    const batch = Array.from({ length: 7 }, () => {
      const n = next++;
      return entry(`k${n % 5}`, `w${n}`);
    });
    const appended = await opened.append(topic, batch);
    const acknowledged = appended.map(({ position }, i) => ({ id: batch[i]?.event.id ?? '', position }));
    say({ acknowledged } satisfies Acknowledged);
  }
}

await Promise.all([appendForEver(), appendForEver(), appendForEver()]);
