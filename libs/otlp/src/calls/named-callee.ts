import { isIP } from 'node:net';
import { type Attributes, firstOf } from '../windows/attribute-text.js';

/**
 * Whom a client span says that it called: the peer’s name as a service, else the address without what a cluster adds to
 * it. Addresses in numbers, and this machine, name nobody.
 */
export function namedCallee(attributes: Attributes): string | undefined {
  const peer = firstOf(attributes, 'service.peer.name', 'peer.service');
  if (peer !== undefined) return peer;
  const address = firstOf(attributes, 'server.address', 'net.peer.name');
  if (address === undefined || isIP(address) !== 0 || address === 'localhost' || address.startsWith('/')) {
    return undefined;
  }
  const [, inCluster] = /^([^.]+)\.[^.]+\.svc(?:\..+)?$/.exec(address) ?? [];
  return inCluster ?? address;
}
