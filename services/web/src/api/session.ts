import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { call, getJson } from './http.js';

export const session = z.object({
  authenticated: z.boolean(),
  development: z.boolean(),
  token: z.string().optional(),
  scopes: z.array(z.string()),
});
export type Session = z.infer<typeof session>;

/** Exchanges a token for a session cookie. Throws `ApiError`. */
export async function signIn(token: string): Promise<void> {
  await call('api/session', {
    method: 'POST',
    headers: { accept: 'application/json', 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  });
}

/** Who we are. On a development server the console signs in by itself. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async ({ signal }): Promise<Session> => {
    const found = await getJson('api/session', session, { signal });
    if (found.authenticated || !found.development || !found.token) return found;
    await signIn(found.token);
    return getJson('api/session', session, { signal });
  },
  staleTime: 60_000,
});

/** Whether the session has the scope, by name or by `*`. */
export function allows(current: Session | undefined, scope: string): boolean {
  return current?.scopes.some((held) => held === scope || held === '*') ?? false;
}
