import type { Delivery, Parcel } from '@hormesis/delivery';
import { describe, expect, it } from 'vitest';
import type { FakeServer } from '../../executors/test/fakes/fake-server.js';
import { alertParcel, editedParcel } from './parcels.js';

/** What is at the place of delivery. */
export type Subject = {
  delivery: Delivery;
  /** The same delivery in a process that was started again. */
  again(): Delivery;
  /** The files of the proposal that are there, by the path in the artefact. */
  files(): Promise<Record<string, string>>;
  /** How often something was put there: branches, requests and commits, or files. */
  effects(): Promise<number>;
  /** Whether what was delivered could still come into force, or is. */
  pending(): Promise<boolean>;
  /** Somebody else changes what was delivered. */
  meddle?(): Promise<unknown>;
  /** A person makes it so that it is in force: merges, say. */
  adopt?(): Promise<unknown>;
  server?: Pick<FakeServer, 'fail' | 'requests'>;
  secret?: string;
  advice?: RegExp;
  stop(): Promise<void>;
};

export const contentsOf = ({ files }: Pick<Parcel, 'files'>): Record<string, string> =>
  Object.fromEntries(files.map(({ path, content }) => [path, content]));

/** What every delivery must do, wherever it delivers to. */
export function itKeepsTheContract(
  start: () => Promise<Subject>,
  { http = true, takes = (path: string): boolean => path !== '' } = {},
) {
  const its = (what: string, test: (subject: Subject) => Promise<unknown>) =>
    it.concurrent(what, async () => {
      const subject = await start();
      try {
        await test(subject);
      } finally {
        await subject.stop();
      }
    });
  const expected = (parcel: Parcel) =>
    Object.fromEntries(Object.entries(contentsOf(parcel)).filter(([path]) => takes(path)));

  describe('as every delivery', () => {
    its('puts the files there, and says where', async ({ delivery, files }) => {
      expect(delivery.refuses(alertParcel)).toBeUndefined();
      expect(await delivery.deliver(alertParcel)).toMatchObject({
        kind: 'delivered',
        at: expect.any(String),
      });
      expect(await files()).toEqual(expected(alertParcel));
    });

    its('doubles nothing when it is asked again, by whomever', async ({ delivery, again, effects }) => {
      const first = await delivery.deliver(alertParcel);
      const once = await effects();
      expect(await delivery.deliver(alertParcel)).toEqual(first);
      expect(await again().deliver(alertParcel)).toEqual(first);
      expect(await effects()).toBe(once);
    });

    its('brings it up to date after an edit, in the same place', async ({ delivery, again, files }) => {
      const first = await delivery.deliver(alertParcel);
      const second = await again().deliver(editedParcel);
      expect(second).toEqual(first);
      expect(await files()).toEqual(expected(editedParcel));
      expect(await delivery.deliver(editedParcel)).toEqual(first);
    });

    its('goes back to what it was, too', async ({ delivery, files }) => {
      await delivery.deliver(alertParcel);
      await delivery.deliver(editedParcel);
      expect(await delivery.deliver(alertParcel)).toMatchObject({ kind: 'delivered' });
      expect(await files()).toEqual(expected(alertParcel));
    });

    its('refuses paths that lead elsewhere', async ({ delivery, effects }) => {
      const before = await effects();
      for (const path of ['../alerts/x.rules.yml', '/etc/x.rules.yml', '.git/x.rules.yml']) {
        const bad = { ...alertParcel, files: [{ ...alertParcel.files[0], path }] } as Parcel;
        expect(delivery.refuses(bad), path).toMatch(/must|\.git/);
      }
      expect(await effects()).toBe(before);
    });

    its('leaves alone what others pushed, and says so', async ({ delivery, meddle, files }) => {
      if (!meddle) return;
      const first = await delivery.deliver(alertParcel);
      await meddle();
      const theirs = await files();
      expect(await delivery.deliver(alertParcel)).toMatchObject({
        ...first,
        detail: expect.stringContaining('Somebody pushed'),
      });
      expect(await delivery.deliver(editedParcel)).toMatchObject({
        kind: 'failed',
        reason: expect.stringMatching(/Somebody pushed .* left as it is\. Merge it, or delete the branch/),
      });
      expect(await files()).toEqual(theirs);
    });

    its('sees that it is in force, and not before', async ({ delivery, again, adopt, effects }) => {
      if (!adopt || !delivery.look) return;
      expect(await delivery.look(alertParcel)).toEqual({ kind: 'not-seen' });
      await delivery.deliver(alertParcel);
      expect(await delivery.look(alertParcel)).toEqual({ kind: 'not-seen' });
      await adopt();
      expect(await again().look?.(alertParcel)).toMatchObject({
        kind: 'seen',
        evidence: expect.stringMatching(/[0-9a-f]{40}/),
      });
      expect(await delivery.look(editedParcel)).toEqual({ kind: 'not-seen' });
      const before = await effects();
      expect(await delivery.deliver(alertParcel)).toMatchObject({ kind: 'delivered' });
      expect(await effects()).toBe(before);
    });

    its('takes back what is not wanted any more, and twice is as once', async (subject) => {
      const { delivery, again, pending, effects } = subject;
      await delivery.deliver(alertParcel);
      expect(await pending()).toBe(true);
      expect(await delivery.withdraw?.(alertParcel)).toMatchObject({
        kind: 'delivered',
        detail: expect.stringMatching(/closed|deleted|removed/),
      });
      expect(await pending()).toBe(false);
      const once = await effects();
      expect(await again().withdraw?.(alertParcel)).toMatchObject({ kind: 'delivered' });
      expect([await pending(), await effects()]).toEqual([false, once]);
    });

    its('takes back nothing where nothing is', async ({ delivery, effects }) => {
      const before = await effects();
      expect(await delivery.withdraw?.(alertParcel)).toMatchObject({ kind: 'delivered' });
      expect(await effects()).toBe(before);
    });

    its('can be looked at without delivering', async ({ delivery, effects, server }) => {
      const before = await effects();
      expect(await delivery.check()).toMatchObject({ kind: 'ready', detail: expect.any(String) });
      expect(await effects()).toBe(before);
      expect(server?.requests.filter(({ method }) => method !== 'GET') ?? []).toEqual([]);
    });
  });

  if (!http) return;

  describe('as every delivery over HTTP', () => {
    its('tries again after errors, broken connections and silence', async ({ delivery, files, server }) => {
      server?.fail([{ status: 503 }, 'drop', { status: 500 }, 'hang']);
      expect(await delivery.deliver(alertParcel)).toMatchObject({ kind: 'delivered' });
      expect(await files()).toEqual(expected(alertParcel));
    });

    its('does it once, whichever answer to a write is lost', async ({ delivery, effects, server }) => {
      const writes = ['/git/refs', '/pulls', '/repository/commits', '/merge_requests'];
      server?.fail(['lost', 'lost'], ({ method, path }) =>
        writes.some((end) => method === 'POST' && path.endsWith(end)),
      );
      expect(await delivery.deliver(alertParcel)).toMatchObject({ kind: 'delivered' });
      const once = await effects();
      await delivery.deliver(alertParcel);
      expect(await effects()).toBe(once);
    });

    its('gives up when its time is over, and says what was last', async ({ delivery, server, effects }) => {
      const before = await effects();
      server?.fail(Array.from({ length: 200 }, () => ({ status: 503, body: { message: 'maintenance' } })));
      expect(await delivery.deliver(alertParcel)).toMatchObject({
        kind: 'failed',
        reason: expect.stringMatching(/did not succeed in 1.6 s \(\d+ attempts\)\. Last: .*HTTP 503/),
      });
      expect(await effects()).toBe(before);
    });

    its(
      'takes a no for a no, with what to do and without the secret',
      async ({ delivery, server, secret = '', advice = /./ }) => {
        server?.fail([{ status: 401, body: { message: `bad credentials: ${secret}` } }]);
        const answer = await delivery.deliver(alertParcel);
        expect(answer).toMatchObject({ kind: 'failed', reason: expect.stringMatching(advice) });
        expect(JSON.stringify(answer)).not.toContain(secret);
        expect(server?.requests).toHaveLength(1);
      },
    );
  });
}
