import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appending } from './clauses/appending.js';
import { consuming } from './clauses/consuming.js';
import { dying } from './clauses/dying.js';
import { reading } from './clauses/reading.js';
import { resending } from './clauses/resending.js';
import { sharing } from './clauses/sharing.js';
import { stalling } from './clauses/stalling.js';
import { trimming } from './clauses/trimming.js';
import type { LogUnderTest, MakeLog } from './log-under-test.js';

/**
 * What `EventLog` promises, as specs. Call it in an integration spec of each adapter. Three of them start child
 * processes, which run the built packages.
 */
export function describeEventLog(name: string, makeLog: MakeLog): void {
  describe(`${name}, as an EventLog`, () => {
    let made: LogUnderTest;
    const subject = (): LogUnderTest => made;
    beforeAll(async () => {
      made = await makeLog();
    });
    afterAll(() => made.close());

    it('can be reached', async () => {
      await expect(made.log.check()).resolves.toBeUndefined();
    });
    describe('appending', () => appending(subject));
    describe('reading', () => reading(subject));
    describe('consuming', () => consuming(subject));
    describe('sharing between the members of a group', () => sharing(subject));
    describe('trimming', () => trimming(subject));
    describe('resending', () => resending(subject));
    describe('dying', () => dying(subject));
    describe('stalling', () => stalling(subject));
  });
}
