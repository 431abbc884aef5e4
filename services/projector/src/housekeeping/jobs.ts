import type { Database } from '@hormesis/database';
import { topics } from '@hormesis/log';
import { LogHousekeeper } from '@hormesis/log-postgres';
import type { PlatformConfig } from '@hormesis/platform';
import { dayPartitions, type Job, trimDiscardedLetters, trimFindings, trimSeen } from '@hormesis/projection';

const hourMs = 60 * 60 * 1_000;
/** How many days a resent event is known as such. */
const identityDays = 30;
const discardedDays = 30;
const findingDays = 90;

const signalWindows = { projection: 'signal_window', table: 'read.signal_window' };

/** What is tidied up, each with its retention. */
export function jobs(db: Database, { signalRetentionDays }: PlatformConfig): Job[] {
  return [
    dayPartitions(db, 'signal-windows', signalWindows, { column: 'start', keep: signalRetentionDays }),
    trimLog(db, signalRetentionDays),
    trimSeen(db, 'identities', identityDays),
    {
      name: 'dead-letters',
      everyMs: 24 * hourMs,
      run: async () => ({ removed: await trimDiscardedLetters(db, discardedDays) }),
    },
    trimFindings(db, 'findings', findingDays),
  ];
}

/** Signals on the Postgres log, and the receipts of both logs. */
function trimLog(db: Database, recordDays: number): Job {
  return {
    name: 'log',
    everyMs: hourMs,
    run: async (now, signal) => {
      const housekeeper = new LogHousekeeper(db, {
        // A day more than the windows: what a rebuild makes of the log is never less than what stands there.
        recordDays: { [topics.signals]: recordDays + 1 },
        receiptDays: identityDays,
      });
      const stop = () => housekeeper.stop();
      signal.addEventListener('abort', stop);
      try {
        const { records, receipts } = await housekeeper.run(now);
        const signals = records[topics.signals] ?? 0;
        return { removed: signals + receipts, signals, receipts };
      } finally {
        signal.removeEventListener('abort', stop);
      }
    },
  };
}
