import { type Receiver, type SignedServer, serveSigned } from './signed-server.js';

/** What a signed rollback request asks for. */
export type RollbackRequest = { action: string; service: string; environment: string; toVersion?: string };

/**
 * The fleet’s deployment tool: takes rollback requests signed as Standard Webhooks says, and answers once the older
 * version runs. An action that was already carried out is answered the same way again, whichever delivery asks for it.
 */
export function receiveRollbacks(
  receiver: Receiver,
  rollBack: (request: RollbackRequest) => Promise<void>,
): Promise<SignedServer> {
  const done = new Set<string>();
  return serveSigned(receiver, async ({ type, data }) => {
    if (type === 'action.undoing') {
      const detail = 'This shop does not deploy a version again that was rolled back.';
      return { status: 'refused', detail };
    }
    const request = data as RollbackRequest;
    if (!done.has(request.action)) {
      await rollBack(request);
      done.add(request.action);
    }
    return { status: 'completed' };
  });
}
