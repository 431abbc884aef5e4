import type { ActionRequest, Executor } from '@hormesis/executors';
import { describe, expect, it } from 'vitest';
import type { FakeRequest, FakeServer } from './fakes/fake-server.js';

/** An executor beside what it talks to. */
export type Subject = {
  executor: Executor;
  /** The same executor in a process that was started again. */
  again(): Executor;
  request: ActionRequest;
  /** An action of a kind that it can do, for something that it was not told of; `undefined`: it takes everything. */
  foreign?: ActionRequest;
  /** What a person has to change so that it would take `foreign`. */
  remedy?: RegExp;
  /** How often the thing itself was done. */
  effects(): number | Promise<number>;
  /** Whether it is done now. */
  isDone(): boolean | Promise<boolean>;
  /** What it speaks to over HTTP; absent: nothing that can fail like that. */
  server?: Pick<FakeServer, 'fail' | 'requests'>;
  /** The requests that write; default: whatever is not GET. */
  writes?: (request: FakeRequest) => boolean;
  /** What must never be shown. */
  secret?: string;
  /** What to do about a 401 or 403. */
  advice?: RegExp;
  stop(): Promise<void>;
};

/** What every executor must do, whatever it talks to. */
export function itKeepsTheContract(start: () => Promise<Subject>, { http = true } = {}) {
  const its = (what: string, test: (subject: Subject) => Promise<unknown>) =>
    it.concurrent(what, async () => {
      const subject = await start();
      try {
        await test(subject);
      } finally {
        await subject.stop();
      }
    });

  describe('as every executor', () => {
    its('does the thing, and says what is so now', async (subject) => {
      expect(await subject.executor.takes(subject.request)).toEqual({ mine: true });
      const answer = await subject.executor.execute(subject.request);
      expect(answer).toMatchObject({ kind: 'completed', detail: expect.any(String) });
      expect(await subject.isDone()).toBe(true);
      expect(await subject.effects()).toBe(1);
    });

    its('does the same action once, whoever asks again', async (subject) => {
      await subject.executor.execute(subject.request);
      expect(await subject.executor.execute(subject.request)).toMatchObject({ kind: 'completed' });
      expect(await subject.again().execute(subject.request)).toMatchObject({ kind: 'completed' });
      expect(await subject.effects()).toBe(1);
      expect(await subject.isDone()).toBe(true);
    });

    its('leaves alone what it was not told of, and says how to configure it', async (subject) => {
      if (!subject.foreign) return;
      const taking = await subject.executor.takes(subject.foreign);
      expect(taking).toMatchObject({ mine: false, because: expect.stringMatching(subject.remedy ?? /./) });
      expect(await subject.executor.execute(subject.foreign)).toMatchObject({ kind: 'refused' });
      expect(await subject.effects()).toBe(0);
    });

    its(
      'can be looked at without acting, where that shows something',
      async ({ executor, effects, server }) => {
        if (!executor.check) return;
        expect(await executor.check()).toMatchObject({ kind: 'ready', detail: expect.any(String) });
        expect(await effects()).toBe(0);
        expect(server?.requests.filter(({ method }) => method !== 'GET') ?? []).toEqual([]);
      },
    );

    its('takes it back once, where it can', async (subject) => {
      const { executor, request } = subject;
      if (!executor.undo) return;
      await executor.execute(request);
      const undone = await executor.undo(request);
      if (undone.kind === 'refused') return expect(undone.reason).toMatch(/\.$/);
      expect(undone.kind).toBe('completed');
      expect(await subject.isDone()).toBe(false);
      const effects = await subject.effects();
      expect(await executor.undo(request)).toMatchObject({ kind: 'completed' });
      expect(await subject.effects()).toBe(effects);
    });
  });

  if (!http) return;

  describe('as every executor over HTTP', () => {
    its('tries again after errors, broken connections and silence', async (subject) => {
      serverOf(subject).fail([{ status: 503 }, 'drop', { status: 500 }, 'hang']);
      expect(await subject.executor.execute(subject.request)).toMatchObject({ kind: 'completed' });
      expect(await subject.effects()).toBe(1);
    });

    its('does it once when the answer to a write is lost', async (subject) => {
      serverOf(subject).fail(['lost'], writesOf(subject));
      const answer = await subject.executor.execute(subject.request);
      expect(answer).toMatchObject({ kind: 'completed' });
      expect(answer).not.toHaveProperty('changed');
      expect(await subject.effects()).toBe(1);
    });

    its('waits as long as it is asked to', async (subject) => {
      const began = performance.now();
      serverOf(subject).fail([{ status: 429, headers: { 'retry-after': '1' } }]);
      expect(await subject.executor.execute(subject.request)).toMatchObject({ kind: 'completed' });
      expect(performance.now() - began).toBeGreaterThan(990);
    });

    its('gives up when its time is over, and says what was last', async (subject) => {
      serverOf(subject).fail(
        Array.from({ length: 100 }, () => ({ status: 503, body: { message: 'maintenance' } })),
      );
      const began = performance.now();
      const answer = await subject.executor.execute(subject.request);
      expect(performance.now() - began).toBeLessThan(3_500);
      expect(answer).toMatchObject({
        kind: 'failed',
        reason: expect.stringMatching(/did not succeed in 1.6 s \(\d+ attempts\)\. Last: .*HTTP 503/),
      });
      expect(await subject.effects()).toBe(0);
    });

    its(
      'says when looked at that it is not let in',
      async ({ executor, server, secret = '', advice = /./ }) => {
        if (!executor.check) return;
        server?.fail([{ status: 401, body: { message: `Bearer ${secret}` } }]);
        const seen = await executor.check();
        expect(seen).toMatchObject({ kind: 'failed', reason: expect.stringMatching(advice) });
        expect(JSON.stringify(seen)).not.toContain(secret);
      },
    );

    its('takes a no for a no, at once, with what to do and without the secret', async (subject) => {
      const { secret = '', advice = /./ } = subject;
      const message = `bad credentials: Bearer ${secret} (${Buffer.from(secret).toString('base64')})`;
      serverOf(subject).fail([{ status: 401, body: { message, detail: message } }]);
      const answer = await subject.executor.execute(subject.request);
      expect(answer).toMatchObject({ kind: 'failed', reason: expect.stringMatching(advice) });
      expect(answer).toMatchObject({ reason: expect.stringContaining('HTTP 401') });
      expect(JSON.stringify(answer)).not.toContain(secret);
      expect(JSON.stringify(answer)).not.toContain(Buffer.from(secret).toString('base64'));
      expect(serverOf(subject).requests).toHaveLength(1);
    });
  });
}

function serverOf({ server }: Subject) {
  if (!server) throw new Error('this executor has no server');
  return server;
}

function writesOf({ writes = ({ method }) => method !== 'GET' }: Subject) {
  return writes;
}
