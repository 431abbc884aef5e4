import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LogUnderTest, MakeLog } from './log-under-test.js';

/** What `EventLog` promises, as specs. Call it in an integration spec of each adapter. */
export function describeEventLog(name: string, makeLog: MakeLog): void {
  describe(`${name}, as an EventLog`, () => {
    let subject: LogUnderTest;
    beforeAll(async () => {
      subject = await makeLog();
    });
    afterAll(() => subject.close());

    it('can be reached', async () => {
      await expect(subject.log.check()).resolves.toBeUndefined();
    });
  });
}
