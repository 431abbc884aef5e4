import { credentials, Metadata, makeClientConstructor, status } from '@grpc/grpc-js';
import { type Flag, FlagSet, flipFlag } from '@hormesis/flags';
import { TokenStore } from '@hormesis/http';
import { FlagdProvider } from '@openfeature/flagd-provider';
import { OpenFeature } from '@openfeature/server-sdk';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { FlagdSyncServer } from '../src/serve-flagd/sync-server.js';
import { syncService } from '../src/serve-flagd/sync-service.js';
import { ChangeFeed } from '../src/stream-changes/change-feed.js';
import { FlagBoard } from '../src/sync-flags/flag-board.js';
import { caller, onOff, startFlags } from './start-flags.js';

let flags: Awaited<ReturnType<typeof startFlags>>;
let port: number;

beforeAll(async () => {
  vi.stubEnv('HORMESIS_FLAGD_SYNC_PORT', '0');
  flags = await startFlags();
  port = flags.app.get(FlagdSyncServer, { strict: false }).port;
  await caller(flags.url)('PUT', '/api/flags/synced', onOff);
});
afterAll(async () => {
  await OpenFeature.close();
  await flags.stop();
  vi.unstubAllEnvs();
});

const flip = (state: 'ENABLED' | 'DISABLED') =>
  flags.guardian.decide('synced', (flag: Flag) => flipFlag(flag, { state }));

describe('flagd’s own provider, evaluating in its process', () => {
  it('has the flags, and hears of the guardian’s kill without asking', async () => {
    const provider = new FlagdProvider({ resolverType: 'in-process', host: '127.0.0.1', port, tls: false });
    await OpenFeature.setProviderAndWait(provider);
    const client = OpenFeature.getClient();
    expect(await client.getBooleanDetails('synced', false)).toMatchObject({
      value: true,
      variant: 'on',
      flagMetadata: { flagSetId: 'hormesis', version: '1' },
    });
    await flip('DISABLED');
    await expect.poll(() => client.getBooleanValue('synced', false)).toBe(false);
    await flip('ENABLED');
    await expect.poll(() => client.getBooleanValue('synced', false)).toBe(true);
    await caller(flags.url)('PUT', '/api/flags/later', onOff);
    await expect.poll(() => client.getBooleanValue('later', false)).toBe(true);
  });
});

type Fetch = { providerId?: string; token?: string };

/** Calls a unary method of the service, as flagd does. */
async function call(
  at: number,
  method: 'fetchAllFlags' | 'getMetadata',
  { providerId = '', token }: Fetch = {},
) {
  const Client = makeClientConstructor(syncService, 'FlagSyncService');
  const client = new Client(`127.0.0.1:${at}`, credentials.createInsecure());
  const metadata = new Metadata();
  if (token) metadata.set('authorization', `Bearer ${token}`);
  try {
    return await new Promise<string>((resolve, reject) => {
      client[method]?.({ providerId }, metadata, (error: Error | null, answer: string) =>
        error ? reject(error) : resolve(answer),
      );
    });
  } finally {
    client.close();
  }
}

describe('a client of flagd.sync.v1', () => {
  it('fetches all flags at once, as the document that is served over HTTP', async () => {
    const served = (await caller(flags.url)('GET', '/flagd/flags.json')).body;
    expect(JSON.parse(await call(port, 'fetchAllFlags'))).toEqual(served);
    expect(await call(port, 'getMetadata')).toBe('');
  });

  it('needs a token where other machines can connect', async () => {
    const board = new FlagBoard(new FlagSet());
    const tokens = new TokenStore([
      { name: 'shop', secret: 'shop-secret', scopes: ['flags:evaluate'] },
      { name: 'ci', secret: 'ci-secret-1', scopes: ['events:write'] },
    ]);
    const config = { flagdSyncPort: 0, flagPolicy: 'off' as const };
    const server = new FlagdSyncServer(board.set, new ChangeFeed(board), tokens, { host: '0.0.0.0' }, config);
    await server.onApplicationBootstrap();
    const fetched = (by: Fetch) => call(server.port, 'fetchAllFlags', by);
    await expect(fetched({})).rejects.toMatchObject({ code: status.UNAUTHENTICATED });
    await expect(fetched({ token: 'ci-secret-1' })).rejects.toThrow(/flags:evaluate/);
    expect(JSON.parse(await fetched({ token: 'shop-secret' }))).toMatchObject({ flags: {} });
    expect(JSON.parse(await fetched({ providerId: 'shop-secret' }))).toMatchObject({ flags: {} });
    await server.onModuleDestroy();
  });
});
