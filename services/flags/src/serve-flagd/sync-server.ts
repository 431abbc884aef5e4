import {
  type Metadata,
  Server,
  ServerCredentials,
  type ServerUnaryCall,
  type ServerWritableStream,
  type sendUnaryData,
  status,
} from '@grpc/grpc-js';
import { FlagSet } from '@hormesis/flags';
import { allows, TokenStore } from '@hormesis/http';
import { CONFIG, ConfigError, type PlatformConfig } from '@hormesis/platform';
import { logger } from '@hormesis/telemetry';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { FLAGS_CONFIG, type FlagsConfig } from '../flags-config.js';
import { ChangeFeed } from '../stream-changes/change-feed.js';
import { type SyncRequest, syncService } from './sync-service.js';

const loopback = ['127.0.0.1', 'localhost', '::1'];
const denied = {
  code: status.UNAUTHENTICATED,
  details:
    'Send a token with the scope flags:evaluate: metadata `authorization: Bearer <token>`, or as the provider id.',
};

/**
 * flagd’s own sync over gRPC, so that flagd and its in-process providers hear of a change when it happens. flagd’s
 * clients can send no token, so none is asked for where only this machine can connect.
 */
@Injectable()
export class FlagdSyncServer implements OnApplicationBootstrap, OnModuleDestroy {
  private server: Server | undefined;
  private readonly clients = new Map<ServerWritableStream<SyncRequest, string>, () => void>();
  /** Where it listens; 0: nowhere. */
  port = 0;

  constructor(
    private readonly set: FlagSet,
    private readonly changes: ChangeFeed,
    private readonly tokens: TokenStore,
    @Inject(CONFIG) private readonly platform: Pick<PlatformConfig, 'host'>,
    @Inject(FLAGS_CONFIG) private readonly config: FlagsConfig,
  ) {}

  /** @throws ConfigError when the port cannot be used */
  async onApplicationBootstrap(): Promise<void> {
    const { flagdSyncPort } = this.config;
    if (flagdSyncPort === undefined) return;
    const server = new Server();
    server.addService(syncService, {
      syncFlags: (call: ServerWritableStream<SyncRequest, string>) => this.sync(call),
      fetchAllFlags: (call: ServerUnaryCall<SyncRequest, string>, answer: sendUnaryData<string>) =>
        this.mayRead(call) ? answer(null, this.document()) : answer(denied),
      getMetadata: (_call: ServerUnaryCall<SyncRequest, string>, answer: sendUnaryData<string>) =>
        answer(null, ''),
    });
    this.port = await listen(server, this.platform.host, flagdSyncPort);
    this.server = server;
    logger('flags').info({ port: this.port }, 'flagd’s sync is served');
  }

  async onModuleDestroy(): Promise<void> {
    for (const call of this.clients.keys()) call.end();
    this.server?.forceShutdown();
  }

  /** The whole document at once, and again at each change. A client that cannot take it gets the newest when it can. */
  private sync(call: ServerWritableStream<SyncRequest, string>): void {
    if (!this.mayRead(call)) {
      call.emit('error', denied);
      return;
    }
    let behind = false;
    let free = true;
    const send = () => {
      behind = !free;
      if (free) free = call.write(this.document());
    };
    call.on('drain', () => {
      free = true;
      if (behind) send();
    });
    this.clients.set(call, this.changes.subscribe(send));
    for (const gone of ['close', 'cancelled', 'error'] as const) call.on(gone, () => this.forget(call));
    send();
  }

  private forget(call: ServerWritableStream<SyncRequest, string>): void {
    this.clients.get(call)?.();
    this.clients.delete(call);
  }

  private mayRead({ request, metadata }: { request: SyncRequest; metadata: Metadata }): boolean {
    if (loopback.includes(this.platform.host)) return true;
    const [header = ''] = metadata.get('authorization');
    const secret = /^Bearer\s+(\S+)$/i.exec(String(header))?.[1] ?? request.providerId;
    const token = this.tokens.find(secret);
    return token !== undefined && (allows(token, 'flags:evaluate') || allows(token, 'read'));
  }

  private document(): string {
    return JSON.stringify(this.set.toFlagd());
  }
}

function listen(server: Server, host: string, port: number): Promise<number> {
  const address = `${host.includes(':') ? `[${host}]` : host}:${port}`;
  return new Promise((resolve, reject) => {
    server.bindAsync(address, ServerCredentials.createInsecure(), (error, bound) => {
      if (!error) return resolve(bound);
      reject(
        new ConfigError(
          `HORMESIS_FLAGD_SYNC_PORT: flagd’s sync cannot listen on ${address} (${error.message}). Choose another port.`,
        ),
      );
    });
  });
}
