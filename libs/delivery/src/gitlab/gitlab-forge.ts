import { Api, type ApiRequest, type Effort, saidIn, TryAgain } from '@hormesis/executors';
import { type ZodType, z } from 'zod';
import type { Branch, Commit, Forge, Requests } from '../branch/forge.js';
import { gitLabRequests } from './gitlab-requests.js';

const branchShape = z.object({ commit: z.object({ id: z.string() }) });
const commits = z.array(z.object({ id: z.string(), message: z.string() }));
const fileShape = z.object({ content: z.string(), encoding: z.string(), last_commit_id: z.string() });

export type GitLabOptions = {
  /** `https://gitlab.com`, or that of the team’s own server. */
  url: string;
  /** `group/name`, or its number. */
  project: string;
  branch: string;
  token: string;
  /** Where the token comes from, in words. */
  tokenFrom: string;
};

/** One project over GitLab’s REST API, version 4 (docs.gitlab.com/api). */
export class GitLabForge implements Forge {
  readonly channel = 'gitlab';
  readonly place: string;
  readonly base: string;
  readonly requests: Requests;
  private readonly api: Api;

  constructor(private readonly options: GitLabOptions) {
    const { url, project, branch, token, tokenFrom } = options;
    this.place = `${project} on GitLab`;
    this.base = branch;
    this.requests = gitLabRequests(this, branch);
    this.api = new Api({
      product: 'GitLab',
      baseUrl: `${url.replace(/\/+$/, '')}/api/v4/projects/${encodeURIComponent(project)}`,
      headers: () => ({ 'private-token': token, 'user-agent': 'hormesis' }),
      hints: {
        401: `Check ${tokenFrom}.`,
        403: `Give ${tokenFrom} the role and the scope that docs/how-to/deliver-proposals.md lists.`,
        404: `Check "project" and "branch" in HORMESIS_DELIVERY_FILE, and that ${tokenFrom} may see ${project}.`,
      },
    });
  }

  async branch(effort: Effort, name: string): Promise<Branch | undefined> {
    const path = `/repository/branches/${encodeURIComponent(name)}`;
    const reply = await this.call(effort, { method: 'GET', path, expected: [404] });
    if (reply.status === 404) return undefined;
    const { commit } = this.api.read(branchShape, reply);
    const newest = await this.get(
      effort,
      `/repository/commits?ref_name=${encodeURIComponent(commit.id)}&per_page=30`,
      commits,
    );
    return { head: commit.id, messages: newest.map(({ message }) => message) };
  }

  async filesAt(effort: Effort, branch: string, paths: readonly string[]) {
    const found = new Map<string, string>();
    for (const path of paths) {
      const file = await this.file(effort, branch, path);
      if (file) found.set(path, Buffer.from(file.content, 'base64').toString('utf8'));
    }
    return found;
  }

  /** GitLab puts a commit on the head of the branch, and refuses what would change a file that was changed since. */
  async commit(effort: Effort, { branch, message, files, removed, on }: Commit): Promise<void> {
    const ref = on ?? this.base;
    const actions = [];
    for (const { path, content } of files) {
      const there = await this.file(effort, ref, path);
      const action = there
        ? { action: 'update', last_commit_id: there.last_commit_id }
        : { action: 'create' };
      actions.push({ ...action, file_path: path, content });
    }
    for (const path of removed) {
      const there = await this.file(effort, ref, path);
      if (there) actions.push({ action: 'delete', file_path: path, last_commit_id: there.last_commit_id });
    }
    const body = {
      branch,
      ...(on === undefined ? { start_branch: this.base } : {}),
      commit_message: message,
      actions,
    };
    const reply = await this.call(effort, {
      method: 'POST',
      path: '/repository/commits',
      body,
      expected: [400],
    });
    if (reply.status === 400) {
      throw new TryAgain(`GitLab answered HTTP 400 to the commit on ${branch} (${saidIn(reply.body)})`);
    }
  }

  async lastChange(effort: Effort, paths: readonly string[]): Promise<string> {
    const query = new URLSearchParams({ ref_name: this.base, path: paths[0] ?? '', per_page: '1' });
    const [newest] = await this.get(effort, `/repository/commits?${query}`, commits);
    return newest?.id ?? this.base;
  }

  addressOf(branch: string): string {
    return `${this.options.url.replace(/\/+$/, '')}/${this.options.project}/-/tree/${branch}`;
  }

  async look(effort: Effort): Promise<void> {
    await this.get(effort, `/repository/branches/${encodeURIComponent(this.base)}`, branchShape);
  }

  secrets(): readonly string[] {
    return [this.options.token];
  }

  call(effort: Effort, request: ApiRequest) {
    return this.api.call(effort, request);
  }

  async get<T>(effort: Effort, path: string, schema: ZodType<T>): Promise<T> {
    return this.api.read(schema, await this.call(effort, { method: 'GET', path }));
  }

  read<T>(schema: ZodType<T>, reply: { body: unknown }): T {
    return this.api.read(schema, reply);
  }

  private async file(effort: Effort, ref: string, file: string) {
    const path = `/repository/files/${encodeURIComponent(file)}?ref=${encodeURIComponent(ref)}`;
    const reply = await this.call(effort, { method: 'GET', path, expected: [404] });
    return reply.status === 404 ? undefined : this.api.read(fileShape, reply);
  }
}
