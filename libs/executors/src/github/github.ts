import type { ZodType } from 'zod';
import { Api, type ApiReply, type ApiRequest } from '../http/api.js';
import type { Effort } from '../http/effort.js';
import type { GitHubAccess } from './github-access.js';
import { githubHeaders } from './github-headers.js';

/** GitHub's REST API of one repository, version 2022-11-28 (docs.github.com/rest). */
export class GitHub {
  private readonly api: Api;

  constructor(
    readonly access: GitHubAccess,
    /** `owner/name`. */
    readonly repository: string,
  ) {
    this.api = new Api({
      product: 'GitHub',
      baseUrl: access.url,
      headers: async (effort) => ({
        ...githubHeaders,
        authorization: `Bearer ${await access.token(effort)}`,
      }),
      hints: {
        401: `Check ${access.tokenFrom}.`,
        403: `Give ${access.tokenFrom} the permissions that docs/how-to/revert-on-github.md lists.`,
        422: 'Check "branch" and "tag" in HORMESIS_EXECUTORS_FILE.',
        404: `Check "repository" in HORMESIS_EXECUTORS_FILE, and that ${access.tokenFrom} may see ${repository}.`,
      },
    });
  }

  call(effort: Effort, { path, ...request }: ApiRequest): Promise<ApiReply> {
    return this.api.call(effort, { ...request, path: `/repos/${this.repository}${path}` });
  }

  async get<T>(effort: Effort, path: string, schema: ZodType<T>): Promise<T> {
    return this.api.read(schema, await this.call(effort, { method: 'GET', path }));
  }

  async post<T>(effort: Effort, path: string, body: object, schema: ZodType<T>): Promise<T> {
    return this.api.read(schema, await this.call(effort, { method: 'POST', path, body }));
  }

  read<T>(schema: ZodType<T>, reply: ApiReply): T {
    return this.api.read(schema, reply);
  }

  get owner(): string {
    return this.repository.split('/')[0] ?? '';
  }
}
