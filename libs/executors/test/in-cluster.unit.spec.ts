import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ArgoExecutor, inClusterAccess } from '@hormesis/executors';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FakeServer, startFakeServer } from './fakes/fake-server.js';
import { limits, rollback } from './requests.js';

/** What a pod finds of its service account, and an API server that its authority vouches for. */
let folder: string;
let server: FakeServer;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hormesis-service-account-'));
  const [key, cert] = [join(folder, 'tls.key'), join(folder, 'ca.crt')];
  const subject = ['-subj', '/CN=kubernetes', '-addext', 'subjectAltName=IP:127.0.0.1'];
  const options = [
    '-x509',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:prime256v1',
    '-nodes',
    '-days',
    '1',
  ];
  execFileSync('openssl', ['req', ...options, ...subject, '-keyout', key, '-out', cert], { stdio: 'ignore' });
  const status = { kind: 'Status', apiVersion: 'v1', status: 'Failure', code: 404, reason: 'NotFound' };
  server = await startFakeServer(
    ({ headers }) => ({ status: 404, body: { ...status, message: `seen: ${headers.authorization}` } }),
    { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') },
  );
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true });
});

const executor = (over: { ca?: string } = {}) => {
  const { hostname, port } = new URL(server.url);
  const env = { KUBERNETES_SERVICE_HOST: hostname, KUBERNETES_SERVICE_PORT: port };
  return new ArgoExecutor({
    name: 'argo',
    limits: { ...limits, timeoutMs: 500 },
    cluster: { ...inClusterAccess(env, folder), ...over },
    rollouts: [{ service: 'checkout', environment: 'production', namespace: 'shop', rollout: 'checkout' }],
  });
};

describe('in a pod', () => {
  it('trusts the cluster’s authority, and sends the service account’s token as it is at the time', async () => {
    const cluster = executor();
    for (const token of ['first-token', 'second-token']) {
      writeFileSync(join(folder, 'token'), `${token}\n`);
      const answer = await cluster.execute(rollback('checkout'));
      expect(server.requests.at(-1)?.headers.authorization).toBe(`Bearer ${token}`);
      expect(answer).toMatchObject({
        kind: 'failed',
        reason: expect.stringMatching(/HTTP 404 \(seen: Bearer \[hidden\]\) to GET .*Check "namespace"/),
      });
    }
  });

  it('trusts nobody else', async () => {
    writeFileSync(join(folder, 'token'), 'first-token');
    const before = server.requests.length;
    const untrusting = executor({ ca: '' });
    expect(await untrusting.execute(rollback('checkout'))).toMatchObject({
      kind: 'failed',
      reason: expect.stringMatching(/self-signed certificate/),
    });
    expect(server.requests).toHaveLength(before);
  });
});
