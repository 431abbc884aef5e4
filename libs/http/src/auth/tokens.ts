/** What a credential may do. `*` is everything. */
export const scopes = [
  'read',
  'events:write',
  'flags:evaluate',
  'flags:write',
  'incidents:write',
  'proposals:write',
  'drills:write',
  'policy:write',
  'reports:write',
  'projections:write',
  '*',
] as const;
export type Scope = (typeof scopes)[number];

/** A credential: its name stands on events, its secret is only ever compared. */
export type Token = { name: string; secret: string; scopes: readonly Scope[] };

/**
 * Reads `HORMESIS_TOKENS`: `name:secret=scope,scope;name:secret=*`.
 * @throws Error that names the part that cannot be read
 */
export function parseTokens(text: string): readonly Token[] {
  return text
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map(parseToken);
}

function parseToken(part: string, index: number): Token {
  const match = /^([\w.-]+):([^=\s]{8,})=([\w:*,]+)$/.exec(part);
  if (!match) {
    throw new Error(
      `HORMESIS_TOKENS, entry ${index + 1}: expected name:secret=scope,scope with a secret of at least 8 characters.`,
    );
  }
  const [, name = '', secret = '', list = ''] = match;
  const wanted = list.split(',');
  const unknown = wanted.find((scope) => !(scopes as readonly string[]).includes(scope));
  if (unknown !== undefined) {
    throw new Error(
      `HORMESIS_TOKENS, entry ${index + 1} (${name}): no scope is called "${unknown}". Scopes: ${scopes.join(' ')}.`,
    );
  }
  return { name, secret, scopes: wanted as Scope[] };
}
