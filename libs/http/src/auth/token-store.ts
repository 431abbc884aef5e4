import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
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

  /**
   * What a caller may show instead of its secret where only an address can be given, for one purpose alone. It is the
   * same every time, in every process, and ends with the secret. `undefined`: there is no such credential.
   */
  ticketFor(name: string, purpose: string): string | undefined {
    const entry = this.entries.find(({ token }) => token.name === name);
    return entry && ticketOf(entry.digest, purpose).toString('base64url');
  }

  /** The credential that a ticket stands for. */
  redeem(ticket: string, purpose: string): Token | undefined {
    const shown = Buffer.from(ticket, 'base64url');
    let found: Token | undefined;
    for (const { token, digest } of this.entries) {
      const expected = ticketOf(digest, purpose);
      if (shown.length === expected.length && timingSafeEqual(shown, expected)) found = token;
    }
    return found;
  }
}

function ticketOf(digest: Buffer, purpose: string): Buffer {
  return createHmac('sha256', digest).update(purpose).digest();
}

export function allows(token: Pick<Token, 'scopes'>, scope: Scope): boolean {
  return token.scopes.includes('*') || token.scopes.includes(scope);
}

function digestOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
