import { fleetServices } from '@hormesis/demo-fleet';

/** A request as a user makes it. */
export type UserRequest = {
  method: 'GET' | 'POST';
  path: string;
  headers?: Record<string, string>;
  body?: string;
};

const kinds = ['web', 'mobile', 'partner'] as const;

/** The kinds of requests that a service gets: of the same endpoint, told apart by where they come from. */
export function requestOf(service: string, kind: number): UserRequest {
  const known = fleetServices.find(({ name }) => name === service);
  if (!known) throw new RangeError(`the fleet has no service ${service}`);
  const { method, path, body } = known.request;
  const from = kinds[kind % kinds.length] ?? 'web';
  if (body === undefined) return { method, path: `${path}${path.includes('?') ? '&' : '?'}client=${from}` };
  return {
    method,
    path,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...JSON.parse(body), client: from }),
  };
}

/** What comes back when all is well. */
export function goodStatus({ method }: Pick<UserRequest, 'method'>): number {
  return method === 'POST' ? 201 : 200;
}
