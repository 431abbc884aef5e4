import type { ServiceDefinition } from '@grpc/grpc-js';
import { decodeText, encodeText } from './wire.js';

/** Who asks, as it says of itself; or a token. */
export type SyncRequest = { providerId: string };

const path = '/flagd.sync.v1.FlagSyncService';
const request = {
  requestSerialize: ({ providerId }: SyncRequest) => encodeText(providerId),
  requestDeserialize: (bytes: Buffer): SyncRequest => ({ providerId: decodeText(bytes) }),
};
const flags = { responseSerialize: encodeText, responseDeserialize: decodeText };

/** `flagd.sync.v1.FlagSyncService`. `GetMetadata` is what older flagd asks first; there is nothing to say. */
export const syncService = {
  syncFlags: { path: `${path}/SyncFlags`, requestStream: false, responseStream: true, ...request, ...flags },
  fetchAllFlags: {
    path: `${path}/FetchAllFlags`,
    requestStream: false,
    responseStream: false,
    ...request,
    ...flags,
  },
  getMetadata: {
    path: `${path}/GetMetadata`,
    requestStream: false,
    responseStream: false,
    ...request,
    responseSerialize: () => Buffer.alloc(0),
    responseDeserialize: () => '',
  },
} as const satisfies ServiceDefinition;
