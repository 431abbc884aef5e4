import { createSign } from 'node:crypto';
import { z } from 'zod';
import { Api } from '../http/api.js';
import type { Effort } from '../http/effort.js';
import { githubHeaders } from './github-headers.js';

/** How to reach GitHub, or a GitHub Enterprise server. */
export type GitHubAccess = {
  url: string;
  token(effort: Effort): Promise<string>;
  /** Where the token comes from, in words. */
  tokenFrom: string;
  secrets(): readonly string[];
};

/** A personal access token. */
export function tokenAccess(url: string, token: string, tokenName: string): GitHubAccess {
  return { url, token: async () => token, tokenFrom: `the token in ${tokenName}`, secrets: () => [token] };
}

export type AppOptions = { id: string; installation: string; privateKey: string };

const installationToken = z.object({ token: z.string().min(1), expires_at: z.iso.datetime() });
const spareMs = 60_000;

/**
 * A GitHub App as installed in an organisation: a token for an hour, got with a JWT that its private key signs
 * (docs.github.com: Authenticating as a GitHub App installation).
 */
export function appAccess(url: string, options: AppOptions): GitHubAccess {
  let kept: { token: string; until: number } | undefined;
  const api = new Api({
    product: 'GitHub',
    baseUrl: url,
    headers: () => ({ ...githubHeaders, authorization: `Bearer ${signJwt(options, Date.now())}` }),
    hints: {
      401: 'Check the id and the private key of the GitHub App.',
      404: 'Check the installation id of the GitHub App.',
    },
  });
  return {
    url,
    tokenFrom: `the GitHub App ${options.id}`,
    secrets: () => [options.privateKey, ...(kept ? [kept.token] : [])],
    token: async (effort) => {
      if (kept && Date.now() + spareMs < kept.until) return kept.token;
      const path = `/app/installations/${encodeURIComponent(options.installation)}/access_tokens`;
      const { token, expires_at } = api.read(
        installationToken,
        await api.call(effort, { method: 'POST', path }),
      );
      kept = { token, until: Date.parse(expires_at) };
      return token;
    },
  };
}

/** RS256; valid for nine minutes, from a minute ago, since clocks differ. */
function signJwt({ id, privateKey }: AppOptions, now: number): string {
  const seconds = Math.floor(now / 1_000);
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const text = `${part({ alg: 'RS256', typ: 'JWT' })}.${part({ iat: seconds - 60, exp: seconds + 540, iss: id })}`;
  return `${text}.${createSign('RSA-SHA256').update(text).sign(privateKey, 'base64url')}`;
}
