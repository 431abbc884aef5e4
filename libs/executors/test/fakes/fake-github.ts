import { createHash, createVerify } from 'node:crypto';
import { type FakeReply, type FakeRequest, startFakeServer } from './fake-server.js';

export const githubToken = 'ghp_16C7e42F292c6912E7710c838347Ae178B4a';

type Entry = { path: string; mode: string; type: string; sha: string };
type Commit = { sha: string; tree: string; parents: string[]; message: string };
type Pull = {
  number: number;
  head: string;
  base: string;
  title: string;
  body: string;
  state: string;
  merged_at: string | null;
  merge_commit_sha?: string;
  labels?: string[];
};
type Deployment = {
  id: number;
  ref: string;
  task: string;
  environment: string;
  payload: unknown;
  statuses: string[];
};
export type Files = Record<string, string>;

/**
 * GitHub's REST API 2022-11-28 for the repository `acme/checkout`, as docs.github.com/rest describes the calls that we make
 * (commits, git trees, commits, refs and blobs, contents, pulls, deployments, apps): shapes, statuses and messages are
 * written from there. It really keeps objects: a tree on a base tree, a commit on a parent, a branch on a commit.
 */
export async function startFakeGitHub(appKey?: string) {
  const blobs = new Map<string, string>();
  const trees = new Map<string, ReadonlyMap<string, Entry>>();
  const commits = new Map<string, Commit>();
  const refs = new Map<string, string>();
  const pulls: Pull[] = [];
  const comments: string[] = [];
  const deployments: Deployment[] = [];
  const tokens = new Set([githubToken]);
  let issued = 0;

  const keepBlob = (content: string): string => {
    const sha = hash(`blob ${content}`);
    blobs.set(sha, content);
    return sha;
  };
  const keepTree = (entries: ReadonlyMap<string, Entry>): string => {
    const sha = hash(
      `tree ${JSON.stringify([...entries.values()].sort((a, b) => (a.path < b.path ? -1 : 1)))}`,
    );
    trees.set(sha, entries);
    return sha;
  };
  const keepCommit = (tree: string, parents: string[], message: string): Commit => {
    const commit = { sha: hash(`commit ${tree} ${parents.join()} ${message}`), tree, parents, message };
    commits.set(commit.sha, commit);
    return commit;
  };
  const filesAt = (ref: string): Files => {
    const entries = trees.get(commits.get(refs.get(ref) ?? '')?.tree ?? '') ?? new Map<string, Entry>();
    return Object.fromEntries([...entries.values()].map(({ path, sha }) => [path, blobs.get(sha) ?? '']));
  };
  const pullBody = ({ number, head, base, ...pull }: Pull) => ({
    ...pull,
    number,
    html_url: `https://github.com/acme/checkout/pull/${number}`,
    merge_commit_sha: pull.merge_commit_sha ?? null,
    head: { ref: head },
    base: { ref: base },
  });

  const shaOf = (name: string) => refs.get(`heads/${name}`) ?? refs.get(`tags/${name}`) ?? name;
  /** From a commit back through its first parents. */
  const historyOf = (sha: string): Commit[] => {
    const commit = commits.get(sha);
    return commit ? [commit, ...historyOf(commit.parents[0] ?? '')] : [];
  };
  const fileIn = (commit: Commit | undefined, path: string) => trees.get(commit?.tree ?? '')?.get(path)?.sha;

  const routes: [string, RegExp, (request: FakeRequest, ...parts: string[]) => FakeReply][] = [
    [
      'GET',
      /^\/commits\/(.+)$/,
      (_, name) => {
        const ref = decodeURIComponent(name ?? '');
        const commit = commits.get(shaOf(ref));
        if (!commit) return error(422, `No commit found for SHA: ${ref}`);
        const { sha, tree, parents, message } = commit;
        return ok({
          sha,
          commit: { message, tree: { sha: tree } },
          parents: parents.map((parent) => ({ sha: parent })),
        });
      },
    ],
    [
      'GET',
      /^\/commits$/,
      ({ query }) => {
        const path = query.get('path');
        const all = historyOf(shaOf(query.get('sha') ?? 'main'));
        const touching = all.filter(
          (commit, at) => path === null || fileIn(commit, path) !== fileIn(all[at + 1], path),
        );
        const some = touching.slice(0, Number(query.get('per_page') ?? 30));
        return ok(some.map(({ sha, message }) => ({ sha, commit: { message } })));
      },
    ],
    [
      'GET',
      /^\/git\/trees\/(\w+)$/,
      (_, sha = '') => {
        const tree = trees.get(sha);
        return tree ? ok({ sha, tree: [...tree.values()], truncated: false }) : error(404, 'Not Found');
      },
    ],
    [
      'POST',
      /^\/git\/trees$/,
      ({ body }) => {
        const { base_tree, tree } = body as {
          base_tree: string;
          tree: (Omit<Entry, 'sha'> & { sha?: string | null; content?: string })[];
        };
        const entries = new Map(trees.get(base_tree));
        for (const { path, mode, type, sha, content } of tree) {
          if (sha === null) {
            if (!entries.delete(path)) return error(422, 'GitRPC::BadObjectState');
          } else if (sha !== undefined && !blobs.has(sha))
            return error(422, 'tree.sha is not a valid object');
          else entries.set(path, { path, mode, type, sha: sha ?? keepBlob(content ?? '') });
        }
        return { status: 201, body: { sha: keepTree(entries) } };
      },
    ],
    [
      'POST',
      /^\/git\/commits$/,
      ({ body }) => {
        const { tree, parents, message } = body as { tree: string; parents: string[]; message: string };
        return { status: 201, body: { sha: keepCommit(tree, parents, message).sha } };
      },
    ],
    [
      'GET',
      /^\/git\/ref\/(heads\/.+)$/,
      (_, ref = '') => {
        const sha = refs.get(ref);
        return sha ? ok({ ref: `refs/${ref}`, object: { type: 'commit', sha } }) : error(404, 'Not Found');
      },
    ],
    [
      'POST',
      /^\/git\/refs$/,
      ({ body }) => {
        const { ref, sha } = body as { ref: string; sha: string };
        const name = ref.replace('refs/', '');
        if (refs.has(name)) return error(422, 'Reference already exists');
        refs.set(name, sha);
        return { status: 201, body: { ref, object: { type: 'commit', sha } } };
      },
    ],
    [
      'PATCH',
      /^\/git\/refs\/(heads\/.+)$/,
      ({ body }, ref = '') => {
        const { sha, force } = body as { sha: string; force: boolean };
        const isAhead = historyOf(sha).some((commit) => commit.sha === refs.get(ref));
        if (!force && !isAhead) return error(422, 'Update is not a fast forward');
        refs.set(ref, sha);
        return ok({ ref: `refs/${ref}`, object: { type: 'commit', sha } });
      },
    ],
    [
      'GET',
      /^\/contents\/(.+)$/,
      ({ query }, path = '') => {
        const tree = trees.get(commits.get(shaOf(query.get('ref') ?? ''))?.tree ?? '');
        const blob = blobs.get(tree?.get(decodeURIComponent(path))?.sha ?? '');
        if (blob === undefined) return error(404, 'Not Found');
        return ok({ type: 'file', encoding: 'base64', content: Buffer.from(blob).toString('base64') });
      },
    ],
    [
      'GET',
      /^\/pulls$/,
      ({ query }) => ok(pulls.filter(({ head }) => query.get('head') === `acme:${head}`).map(pullBody)),
    ],
    [
      'POST',
      /^\/pulls$/,
      ({ body }) => {
        const {
          head,
          base,
          title,
          body: text,
        } = body as { head: string; base: string; title: string; body: string };
        if (pulls.some((pull) => pull.head === head && pull.state === 'open')) {
          return invalid(`A pull request already exists for acme:${head}.`);
        }
        if (refs.get(`heads/${head}`) === refs.get(`heads/${base}`))
          return invalid(`No commits between ${base} and ${head}`);
        const pull = {
          number: 1347 + pulls.length,
          head,
          base,
          title,
          body: text,
          state: 'open',
          merged_at: null,
        };
        pulls.unshift(pull);
        return { status: 201, body: pullBody(pull) };
      },
    ],
    [
      'PATCH',
      /^\/pulls\/(\d+)$/,
      ({ body }, number) => {
        const pull = pulls.find((one) => one.number === Number(number));
        if (!pull) return error(404, 'Not Found');
        Object.assign(pull, body);
        return ok(pullBody(pull));
      },
    ],
    [
      'POST',
      /^\/issues\/(\d+)\/comments$/,
      ({ body }) => {
        comments.push((body as { body: string }).body);
        return { status: 201, body: { id: comments.length, ...(body as object) } };
      },
    ],
    [
      'POST',
      /^\/issues\/(\d+)\/labels$/,
      ({ body }, number) => {
        const pull = pulls.find((one) => one.number === Number(number));
        if (!pull) return error(404, 'Not Found');
        pull.labels = (body as { labels: string[] }).labels;
        return ok(pull.labels.map((name) => ({ name })));
      },
    ],
    [
      'GET',
      /^\/deployments$/,
      ({ query }) =>
        ok(
          deployments.filter(
            ({ environment, task }) => environment === query.get('environment') && task === query.get('task'),
          ),
        ),
    ],
    [
      'POST',
      /^\/deployments$/,
      ({ body }) => {
        const wanted = body as Deployment & { auto_merge: boolean; required_contexts?: string[] };
        if (!refs.has(`tags/${wanted.ref}`) && !commits.has(wanted.ref))
          return error(422, `No ref found for: ${wanted.ref}`);
        if (wanted.required_contexts === undefined)
          return error(409, 'Conflict: Commit status checks failed for main.');
        const { ref, task, environment, payload } = wanted;
        const deployment = { id: deployments.length + 1, ref, task, environment, payload, statuses: [] };
        deployments.unshift(deployment);
        return { status: 201, body: deployment };
      },
    ],
    [
      'GET',
      /^\/deployments\/(\d+)\/statuses$/,
      (_, id) => {
        const found = deployments.find((deployment) => deployment.id === Number(id));
        return ok((found?.statuses ?? []).map((state) => ({ state, description: '', log_url: '' })));
      },
    ],
  ];

  const server = await startFakeServer((request): FakeReply => {
    const { method, path, headers } = request;
    const bearer = headers.authorization?.replace(/^Bearer /, '') ?? '';
    if (path === '/app/installations/42/access_tokens') {
      if (!appKey || !isSigned(bearer, appKey)) return error(401, 'A JSON web token could not be decoded');
      issued += 1;
      tokens.add(`ghs_${issued}`);
      return {
        status: 201,
        body: { token: `ghs_${issued}`, expires_at: new Date(Date.now() + 3_600_000).toISOString() },
      };
    }
    if (!headers['user-agent']) return error(403, 'Request forbidden by administrative rules.');
    if (!tokens.has(bearer)) return error(401, 'Bad credentials');
    const inside = path.replace(/^\/repos\/acme\/checkout/, '');
    if (inside === path) return error(404, 'Not Found');
    for (const [verb, pattern, answer] of routes) {
      const match = pattern.exec(inside);
      if (verb === method && match) return answer(request, ...match.slice(1));
    }
    return error(404, 'Not Found');
  });

  return {
    ...server,
    pulls,
    comments,
    deployments,
    issued: () => issued,
    filesAt,
    /** Pushes to a branch, as a person does. */
    pushTo: (branch: string, files: Files, message: string): void => {
      const ref = `heads/${branch}`;
      const before = commits.get(refs.get(ref) ?? '');
      const entries = new Map(trees.get(before?.tree ?? ''));
      for (const [path, content] of Object.entries(files))
        entries.set(path, { path, mode: '100644', type: 'blob', sha: keepBlob(content) });
      refs.set(ref, keepCommit(keepTree(entries), before ? [before.sha] : [], message).sha);
    },
    /** Merges the newest pull request. */
    merge: (): void => {
      const [pull] = pulls;
      const head = commits.get(refs.get(`heads/${pull?.head}`) ?? '');
      if (!pull || !head) throw new Error('there is nothing to merge');
      const { sha } = keepCommit(head.tree, [refs.get('heads/main') ?? '', head.sha], 'Merge');
      refs.set('heads/main', sha);
      Object.assign(pull, { state: 'closed', merged_at: '2026-11-20T12:00:00Z', merge_commit_sha: sha });
    },
    countOfCommits: () => commits.size,
    messageAt: (ref: string) => commits.get(refs.get(ref) ?? '')?.message,
    /** Writes a commit on `main`, and a tag if it is given one. */
    commit: (files: Files, tag?: string): string => {
      const entries = Object.entries(files).map(([path, content]): [string, Entry] => [
        path,
        { path, mode: '100644', type: 'blob', sha: keepBlob(content) },
      ]);
      const head = refs.get('heads/main');
      const { sha } = keepCommit(keepTree(new Map(entries)), head ? [head] : [], `commit ${commits.size}`);
      refs.set('heads/main', sha);
      if (tag) refs.set(`tags/${tag}`, sha);
      return sha;
    },
  };
}

function hash(text: string): string {
  return createHash('sha1').update(text).digest('hex');
}

function ok(body: unknown): FakeReply {
  return { status: 200, body };
}

function error(status: number, message: string): FakeReply {
  return {
    status,
    body: { message, documentation_url: 'https://docs.github.com/rest', status: String(status) },
  };
}

function invalid(message: string): FakeReply {
  const errors = [{ resource: 'PullRequest', code: 'custom', message }];
  return {
    status: 422,
    body: { message: 'Validation Failed', errors, documentation_url: 'https://docs.github.com/rest' },
  };
}

function isSigned(jwt: string, publicKey: string): boolean {
  const [head = '', body = '', signature = ''] = jwt.split('.');
  const { iss, exp } = JSON.parse(Buffer.from(body, 'base64url').toString() || '{}');
  const good = createVerify('RSA-SHA256').update(`${head}.${body}`).verify(publicKey, signature, 'base64url');
  return good && iss === '7' && exp > Date.now() / 1_000;
}
