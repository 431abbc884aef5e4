import {
  Api,
  type ApiRequest,
  type Effort,
  type GitHubAccess,
  githubHeaders,
  saidIn,
  TryAgain,
} from '@hormesis/executors';
import { type ZodType, z } from 'zod';
import type { Branch, Commit, Forge, Requests } from '../branch/forge.js';
import { gitHubRequests } from './github-requests.js';

const ref = z.object({ object: z.object({ sha: z.string() }) });
const commits = z.array(z.object({ sha: z.string(), commit: z.object({ message: z.string() }) }));
const commitShape = z.object({ sha: z.string(), commit: z.object({ tree: z.object({ sha: z.string() }) }) });
const contents = z.object({ content: z.string(), encoding: z.string() });
const created = z.object({ sha: z.string() });

export type GitHubRepositoryOptions = { repository: string; branch: string };

/** One repository over GitHub’s REST API, version 2022-11-28 (docs.github.com/rest). */
export class GitHubForge implements Forge {
  readonly channel = 'github';
  readonly place: string;
  readonly base: string;
  readonly requests: Requests;
  private readonly api: Api;

  constructor(
    private readonly access: GitHubAccess,
    private readonly options: GitHubRepositoryOptions,
  ) {
    const { repository, branch } = options;
    this.place = `${repository} on GitHub`;
    this.base = branch;
    this.requests = gitHubRequests(this, repository.split('/')[0] ?? '', branch);
    this.api = new Api({
      product: 'GitHub',
      baseUrl: access.url,
      headers: async (effort) => ({
        ...githubHeaders,
        authorization: `Bearer ${await access.token(effort)}`,
      }),
      hints: {
        401: `Check ${access.tokenFrom}.`,
        403: `Give ${access.tokenFrom} the permissions that docs/how-to/deliver-proposals.md lists.`,
        404: `Check "repository" and "branch" in HORMESIS_DELIVERY_FILE, and that ${access.tokenFrom} may see ${repository}.`,
      },
    });
  }

  async branch(effort: Effort, name: string): Promise<Branch | undefined> {
    const reply = await this.call(effort, {
      method: 'GET',
      path: `/git/ref/heads/${name}`,
      expected: [404],
    });
    if (reply.status === 404) return undefined;
    const { object } = this.api.read(ref, reply);
    const newest = await this.get(effort, `/commits?sha=${object.sha}&per_page=30`, commits);
    return { head: object.sha, messages: newest.map(({ commit }) => commit.message) };
  }

  async filesAt(effort: Effort, branch: string, paths: readonly string[]) {
    const found = new Map<string, string>();
    for (const path of paths) {
      const at = path.split('/').map(encodeURIComponent).join('/');
      const where = `/contents/${at}?ref=${encodeURIComponent(branch)}`;
      const reply = await this.call(effort, { method: 'GET', path: where, expected: [404] });
      if (reply.status === 404) continue;
      const { content } = this.api.read(contents, reply);
      found.set(path, Buffer.from(content, 'base64').toString('utf8'));
    }
    return found;
  }

  async commit(effort: Effort, { branch, message, files, removed, on }: Commit): Promise<void> {
    const parent = await this.get(effort, `/commits/${encodeURIComponent(on ?? this.base)}`, commitShape);
    const gone = await this.filesAt(effort, on ?? this.base, removed);
    const entries = [
      ...files.map(({ path, content }) => ({ path, mode: '100644', type: 'blob', content })),
      ...[...gone.keys()].map((path) => ({ path, mode: '100644', type: 'blob', sha: null })),
    ];
    const body = { base_tree: parent.commit.tree.sha, tree: entries };
    const tree = await this.send(effort, 'POST', '/git/trees', body, created);
    const commit = { message, tree: tree.sha, parents: [parent.sha] };
    const { sha } = await this.send(effort, 'POST', '/git/commits', commit, created);
    const reply = await this.call(
      effort,
      on === undefined
        ? {
            method: 'POST',
            path: '/git/refs',
            body: { ref: `refs/heads/${branch}`, sha },
            expected: [422],
          }
        : {
            method: 'PATCH',
            path: `/git/refs/heads/${branch}`,
            body: { sha, force: false },
            expected: [422],
          },
    );
    if (reply.status === 422) {
      throw new TryAgain(`GitHub answered HTTP 422 to the branch ${branch} (${saidIn(reply.body)})`);
    }
  }

  async lastChange(effort: Effort, paths: readonly string[]): Promise<string> {
    const path = encodeURIComponent(paths[0] ?? '');
    const query = `sha=${encodeURIComponent(this.base)}&path=${path}&per_page=1`;
    const [newest] = await this.get(effort, `/commits?${query}`, commits);
    return newest?.sha ?? this.base;
  }

  addressOf(branch: string): string {
    const { host, protocol } = new URL(this.access.url);
    const web = host === 'api.github.com' ? 'https://github.com' : `${protocol}//${host}`;
    return `${web}/${this.options.repository}/tree/${branch}`;
  }

  async look(effort: Effort): Promise<void> {
    await this.get(effort, `/commits/${encodeURIComponent(this.base)}`, created);
  }

  secrets(): readonly string[] {
    return this.access.secrets();
  }

  call(effort: Effort, { path, ...request }: ApiRequest) {
    return this.api.call(effort, { ...request, path: `/repos/${this.options.repository}${path}` });
  }

  async get<T>(effort: Effort, path: string, schema: ZodType<T>): Promise<T> {
    return this.api.read(schema, await this.call(effort, { method: 'GET', path }));
  }

  read<T>(schema: ZodType<T>, reply: { body: unknown }): T {
    return this.api.read(schema, reply);
  }

  async send<T>(
    effort: Effort,
    method: 'POST' | 'PATCH',
    path: string,
    body: object,
    schema: ZodType<T>,
  ): Promise<T> {
    return this.api.read(schema, await this.call(effort, { method, path, body }));
  }
}
