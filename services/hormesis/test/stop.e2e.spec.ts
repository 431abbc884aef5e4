import type { TimelineEntry } from '@hormesis/api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Api, deployed } from './harness/api.js';
import { everyPage } from './harness/every-page.js';
import { dataFolder, type Instance, start } from './harness/instance.js';
import { openStream } from './harness/open-stream.js';

describe.each(['postgres', 'kafka'] as const)('Ctrl-C under load on the %s log', (log) => {
  const folder = dataFolder();
  let instance: Instance;

  beforeAll(async () => {
    instance = await start({ data: folder.path, kafka: log === 'kafka', ownGroup: true });
  });
  afterAll(() => folder.remove());

  it('ends everything without a complaint, and what was acknowledged is there at the next start', async () => {
    const api = new Api(instance);
    await openStream(instance);
    const sent: string[] = [];
    const load = Array.from({ length: 4 }, async (_, lane) => {
      for (let n = 0; ; n += 1) {
        const batch = Array.from({ length: 10 }, () => deployed(`service-${lane}`, n));
        const taken = await api.send(batch).catch(() => undefined);
        if (!taken) return;
        sent.push(...taken.map(({ id }) => id));
        await api.get('/api/timeline?limit=50').catch(() => undefined);
      }
    });
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    const begun = performance.now();
    const { code, stderr } = await instance.interrupt();
    await Promise.all(load);

    expect(code).toBe(0);
    expect(performance.now() - begun).toBeLessThan(10_000);
    expect(stderr).toBe('');

    instance = await start({ data: folder.path, kafka: log === 'kafka' });
    const again = new Api(instance);
    expect(sent.length).toBeGreaterThan(100);
    const missing = async () => {
      const entries = await everyPage<TimelineEntry>(again, '/api/timeline');
      const found = new Set(entries.map(({ eventId }) => eventId));
      return sent.filter((id) => !found.has(id)).length;
    };
    await expect.poll(missing, { timeout: 20_000 }).toBe(0);
    const ended = await instance.interrupt();
    expect(ended.code).toBe(0);
  });
});
