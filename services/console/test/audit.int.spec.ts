import type { Audit } from '@hormesis/api';
import { HoleAuditor } from '@hormesis/projection';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningConsole, startConsole } from './start-console.js';

let app: RunningConsole;
beforeAll(async () => {
  app = await startConsole();
});
afterAll(() => app.stop());

const post = (path: string, secret: string) =>
  fetch(app.url + path, { method: 'POST', headers: { authorization: `Bearer ${secret}` } });

async function audited(): Promise<Audit> {
  const auditor = new HoleAuditor({ db: app.database, log: app.log, workMs: 20_000, lookEveryMs: 0 });
  await auditor.round();
  await auditor.stop();
  return (await app.get('/api/audit')).json() as Promise<Audit>;
}

describe('GET /api/audit', () => {
  it('says how far each projection was compared with the log, and that nothing is wrong', async () => {
    await app.tell({
      name: 'service.deployed',
      subject: 'checkout',
      data: { environment: { id: 'production' }, artifactId: 'pkg:oci/checkout@v1', version: 'v1' },
    });
    const { comparedAt, keepers, findings, behind } = await audited();
    expect(findings).toEqual([]);
    expect(behind).toBe(0);
    expect(Date.parse(comparedAt ?? '')).toBeGreaterThan(Date.now() - 60_000);
    expect(keepers).toContainEqual({
      name: 'timeline_entry',
      build: 1,
      topic: 'hormesis.changes',
      partition: 2,
      position: 1,
      audited: 1,
      comparedAt: expect.any(String),
    });
  });

  it('lists what was lost, with what to do, until somebody acknowledges it', async () => {
    await app.database.query(
      `UPDATE projection.checkpoint SET records = 0, checksum = 0 WHERE projection = 'timeline_entry'`,
    );
    const { findings } = await audited();
    expect(findings).toMatchObject([
      {
        kind: 'missing',
        projection: 'timeline_entry',
        topic: 'hormesis.changes',
        partition: 2,
        remedy: 'Rebuild it from the log: hormesis rebuild timeline_entry',
      },
    ]);
    const path = `/api/audit/findings/${findings[0]?.id}/acknowledge`;
    expect((await post(path, 'ci-secret')).status, 'a token that may only send events').toBe(403);
    expect((await post(path, 'dev-token')).status).toBe(204);
    expect(((await (await app.get('/api/audit')).json()) as Audit).findings).toEqual([]);
  });

  it('knows no finding of another number', async () => {
    const response = await post('/api/audit/findings/4711/acknowledge', 'dev-token');
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({
      code: 'not-found',
      hint: expect.stringContaining('/api/audit'),
    });
  });
});
