import { createHash } from 'node:crypto';
import {
  type FakeReply,
  type FakeRequest,
  startFakeServer,
} from '../../../executors/test/fakes/fake-server.js';

export const gitlabToken = 'glpat-4XkJzvYq7sWmT2nB9cRd';

type Files = Record<string, string>;
type Commit = { id: string; message: string; files: Files; parent?: string };
type Request = {
  iid: number;
  source_branch: string;
  target_branch: string;
  title: string;
  description: string;
  labels: string;
  state: string;
  merge_commit_sha: string | null;
};
type Action = { action: string; file_path: string; content?: string; last_commit_id?: string };

/**
 * GitLab’s REST API version 4 for the project `ops/shop`, as docs.gitlab.com/api describes the calls that we make
 * (branches, commits, repository files, merge requests): shapes, statuses and messages are written from there. It really
 * keeps commits: each has its files and its parent.
 */
export async function startFakeGitLab() {
  const commits = new Map<string, Commit>();
  const branches = new Map<string, string>();
  const requests: Request[] = [];
  const notes: string[] = [];

  const put = (branch: string, files: Files, message: string): string => {
    const parent = branches.get(branch);
    const id = createHash('sha1')
      .update(JSON.stringify([files, parent, message, commits.size]))
      .digest('hex');
    commits.set(id, { id, message, files, ...(parent ? { parent } : {}) });
    branches.set(branch, id);
    return id;
  };
  const at = (ref: string) => commits.get(branches.get(ref) ?? ref);
  const history = (commit: Commit | undefined): Commit[] =>
    commit ? [commit, ...history(commits.get(commit.parent ?? ''))] : [];
  const lastChange = (commit: Commit | undefined, path: string) => {
    const all = history(commit);
    return all.find(({ files }, n) => files[path] !== all[n + 1]?.files[path])?.id ?? '';
  };
  const requestBody = ({ labels, ...request }: Request) => ({
    ...request,
    labels: labels.split(','),
    web_url: `https://gitlab.com/ops/shop/-/merge_requests/${request.iid}`,
    squash_commit_sha: null,
  });

  const change = ({ body }: FakeRequest): FakeReply => {
    const wanted = body as {
      branch: string;
      start_branch?: string;
      commit_message: string;
      actions: Action[];
    };
    const { branch, start_branch: start, commit_message: message, actions } = wanted;
    if (start !== undefined && branches.has(branch)) {
      return bad(
        `A branch called '${branch}' already exists. Switch to that branch in order to make changes`,
      );
    }
    const from = at(start ?? branch);
    if (!from) return bad('You can only create or edit files when you are on a branch');
    const files = { ...from.files };
    for (const { action, file_path: path, content = '', last_commit_id: known } of actions) {
      if (action === 'create' && path in files) return bad('A file with this name already exists');
      if (action !== 'create' && !(path in files)) return bad("A file with this name doesn't exist");
      if (known !== undefined && known !== lastChange(from, path)) {
        return bad('You are attempting to update a file that has changed since you started editing it.');
      }
      if (action === 'delete') delete files[path];
      else files[path] = content;
    }
    branches.set(branch, from.id);
    return { status: 201, body: { id: put(branch, files, message), message } };
  };

  const routes: [string, RegExp, (request: FakeRequest, part: string) => FakeReply][] = [
    [
      'GET',
      /^\/repository\/branches\/(.+)$/,
      (_, name) => {
        const commit = branches.has(name) ? at(name) : undefined;
        return commit ? ok({ name, commit: { id: commit.id } }) : notFound('Branch');
      },
    ],
    [
      'GET',
      /^\/repository\/commits$/,
      ({ query }) => {
        const all = history(at(query.get('ref_name') ?? 'main'));
        const path = query.get('path');
        const touching = all.filter(
          ({ files }, n) => path === null || files[path] !== all[n + 1]?.files[path],
        );
        return ok(
          touching.slice(0, Number(query.get('per_page'))).map(({ id, message }) => ({ id, message })),
        );
      },
    ],
    ['POST', /^\/repository\/commits$/, change],
    [
      'GET',
      /^\/repository\/files\/(.+)$/,
      ({ query }, path) => {
        const commit = at(query.get('ref') ?? '');
        const content = commit?.files[path];
        if (content === undefined) return notFound('File');
        return ok({
          file_path: path,
          encoding: 'base64',
          content: Buffer.from(content).toString('base64'),
          last_commit_id: lastChange(commit, path),
        });
      },
    ],
    [
      'GET',
      /^\/merge_requests$/,
      ({ query }) =>
        ok(
          requests
            .filter(({ source_branch: source }) => source === query.get('source_branch'))
            .map(requestBody),
        ),
    ],
    [
      'POST',
      /^\/merge_requests$/,
      ({ body }) => {
        const wanted = body as Request;
        const open = requests.find(
          ({ source_branch: source, state }) => source === wanted.source_branch && state === 'opened',
        );
        if (open) {
          const message = [`Another open merge request already exists for this source branch: !${open.iid}`];
          return { status: 409, body: { message } };
        }
        const request = {
          ...wanted,
          iid: requests.length + 7,
          state: 'opened',
          merge_commit_sha: null,
        };
        requests.unshift(request);
        return { status: 201, body: requestBody(request) };
      },
    ],
    [
      'PUT',
      /^\/merge_requests\/(\d+)$/,
      ({ body }, iid) => {
        const request = requests.find((one) => one.iid === Number(iid));
        if (!request) return notFound('Merge Request');
        const { state_event: event, ...changed } = body as { state_event?: string };
        Object.assign(request, changed, event === 'close' ? { state: 'closed' } : {});
        return ok(requestBody(request));
      },
    ],
    [
      'POST',
      /^\/merge_requests\/(\d+)\/notes$/,
      ({ body }) => {
        notes.push((body as { body: string }).body);
        return { status: 201, body: { id: notes.length, ...(body as object) } };
      },
    ],
  ];

  const server = await startFakeServer((request): FakeReply => {
    const { method, path, headers } = request;
    if (headers['private-token'] !== gitlabToken)
      return { status: 401, body: { message: '401 Unauthorized' } };
    const inside = path.replace(/^\/api\/v4\/projects\/ops%2Fshop/, '');
    for (const [verb, pattern, answer] of routes) {
      const match = inside === path ? null : pattern.exec(inside);
      if (verb === method && match) return answer(request, decodeURIComponent(match[1] ?? ''));
    }
    return notFound('Project');
  });

  return {
    ...server,
    requestsToMerge: requests,
    notes,
    put,
    filesAt: (branch: string): Files => at(branch)?.files ?? {},
    countOfCommits: () => commits.size,
    /** Merges the newest merge request. */
    merge: (): void => {
      const [request] = requests;
      if (!request) throw new Error('there is nothing to merge');
      const id = put('main', at(request.source_branch)?.files ?? {}, 'Merge');
      Object.assign(request, { state: 'merged', merge_commit_sha: id });
    },
  };
}

function ok(body: unknown): FakeReply {
  return { status: 200, body };
}

function bad(message: string): FakeReply {
  return { status: 400, body: { message } };
}

function notFound(what: string): FakeReply {
  return { status: 404, body: { message: `404 ${what} Not Found` } };
}
