import type { Principal } from '@hormesis/events';
import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { ProblemError } from '../problem/problem-error.js';
import { setCaller } from './caller.js';
import { credentialOf, hasCredentialHeader } from './credential-of.js';
import { SCOPES } from './scopes.decorator.js';
import { allows, TokenStore } from './token-store.js';
import type { Scope, Token } from './tokens.js';

/** Lets a request in when its credential has one of the scopes that the route names. */
@Injectable()
export class AuthGuard implements CanActivate {
  constructor(
    private readonly tokens: TokenStore,
    private readonly reflector: Reflector,
  ) {}

  canActivate(context: ExecutionContext): boolean {
    const needed = this.reflector.getAllAndOverride<Scope[] | undefined>(SCOPES, [
      context.getHandler(),
      context.getClass(),
    ]) ?? ['read'];
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const token = this.tokenOf(request);
    if (token)
      setCaller(request, { token: token.name, scopes: token.scopes, actor: actorOf(request, token) });
    if (needed.length === 0) return true;
    if (!token) throw unauthorized(credentialOf(request) !== undefined);
    if (!needed.some((scope) => allows(token, scope))) throw forbidden(token, needed);
    return true;
  }

  private tokenOf(request: FastifyRequest): Token | undefined {
    const secret = credentialOf(request);
    return secret === undefined ? undefined : this.tokens.find(secret);
  }
}

/**
 * Who acts, as the caller says (`Hormesis-Actor: agent:shipper for ana`), and under which credential, as we know. Without
 * that header a program is behind a token in a header, and a person behind a session.
 */
function actorOf(request: FastifyRequest, token: Token): Principal {
  const header = request.headers['hormesis-actor'];
  const match = /^(person|agent|system):(\S{1,200})(?: for (\S{1,200}))?$/.exec(
    typeof header === 'string' ? header : '',
  );
  if (!match) {
    const kind = hasCredentialHeader(request) ? 'system' : 'person';
    return { kind, id: token.name, credential: token.name };
  }
  const [, kind, id = token.name, onBehalfOf] = match;
  return {
    kind: kind as Principal['kind'],
    id,
    ...(onBehalfOf ? { onBehalfOf } : {}),
    credential: token.name,
  };
}

function unauthorized(sent: boolean): ProblemError {
  return new ProblemError({
    status: 401,
    code: 'unauthorized',
    title: sent ? 'This token is not known here.' : 'This address needs a token.',
    hint: 'Send it as `Authorization: Bearer <token>`. Tokens are set in HORMESIS_TOKENS; a development server prints its own.',
  });
}

function forbidden(token: Token, needed: readonly Scope[]): ProblemError {
  return new ProblemError({
    status: 403,
    code: 'forbidden',
    title: `The token "${token.name}" may not do this.`,
    hint: `It needs the scope ${needed.join(' or ')}; it has ${token.scopes.join(', ') || 'none'}.`,
  });
}
