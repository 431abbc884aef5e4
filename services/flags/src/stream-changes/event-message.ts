import type { FlagChange } from './change-feed.js';

/** How long a client waits before it connects again, milliseconds. */
const retryMs = 1_000;

/**
 * OFREP’s `refetchEvaluation` as a server-sent event (open-feature/protocol, service/adrs/0008). Its id is the version of
 * the flags, which is all that has to be resumed from.
 */
export function refetchEvaluation({ version, lastModified }: FlagChange): string {
  const data = { type: 'refetchEvaluation', etag: version, lastModified };
  return `id: ${version}\ndata: ${JSON.stringify(data)}\n\n`;
}

/**
 * What a client gets first. One that comes back and has missed nothing is only told that it is connected; every other one
 * is asked to fetch, for the flags may have changed since it did.
 */
export function welcome(change: FlagChange, lastEventId: string | undefined): string {
  const retry = `retry: ${retryMs}\n`;
  return lastEventId === change.version ? `${retry}\n` : `${retry}${refetchEvaluation(change)}`;
}
