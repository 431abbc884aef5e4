import { createHash, timingSafeEqual } from 'node:crypto';
import type { Scope, Token } from './tokens.js';

/** Finds the credential of a secret, in a time that does not depend on how much of it is right. */
export class TokenStore {
  private readonly entries: readonly { token: Token; digest: Buffer }[];

  /** @param developmentToken the well-known secret of a development server, handed to browsers on this machine */
  constructor(
    tokens: readonly Token[],
    readonly developmentToken?: string,
  ) {
    this.entries = tokens.map((token) => ({ token, digest: digestOf(token.secret) }));
  }

  find(secret: string): Token | undefined {
    const digest = digestOf(secret);
    let found: Token | undefined;
    for (const entry of this.entries) {
      if (timingSafeEqual(entry.digest, digest)) found = entry.token;
    }
    return found;
  }
}

export function allows(token: Pick<Token, 'scopes'>, scope: Scope): boolean {
  return token.scopes.includes('*') || token.scopes.includes(scope);
}

function digestOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
