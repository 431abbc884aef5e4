import { type FakeReply, type FakeRequest, startFakeServer } from './fake-server.js';

export const launchDarklyToken = 'api-4f1c7d9e-3b52-4c0b-9a9f-0f6f5b8a1c2d';

/**
 * LaunchDarkly's REST API for one project, as launchdarkly.com/docs/api describes it: the bare token in `Authorization`;
 * a semantic patch only with `domain-model=launchdarkly.semanticpatch`, else the body is read as a JSON patch and
 * refused with 400; errors as `{code, message}`. Written from the documentation, not recorded.
 */
export async function startFakeLaunchDarkly(flags: Record<string, boolean>) {
  const on = new Map(Object.entries(flags));
  let writes = 0;
  let version = 1;
  const body = (key: string) => ({
    name: key,
    kind: 'boolean',
    key,
    _version: version,
    archived: false,
    variations: [{ value: true }, { value: false }],
    environments: {
      production: {
        on: on.get(key),
        archived: false,
        version,
        offVariation: 1,
        _environmentName: 'Production',
      },
    },
  });
  const server = await startFakeServer((request): FakeReply => {
    const { method, path, headers } = request;
    if (headers.authorization !== launchDarklyToken) {
      return { status: 401, body: { code: 'unauthorized', message: 'Invalid access token' } };
    }
    if (path === '/api/v2/projects/web') return { status: 200, body: { key: 'web', name: 'Web' } };
    const [, project, key] = /^\/api\/v2\/flags\/([^/]+)\/([^/]+)$/.exec(path) ?? [];
    if (project !== 'web' || key === undefined || !on.has(key)) {
      return { status: 404, body: { code: 'not_found', message: 'Unknown resource' } };
    }
    if (method === 'GET') return { status: 200, body: body(key) };
    const refused = refusalOf(request);
    if (refused) return { status: 400, body: { code: 'invalid_request', message: refused } };
    const [instruction] = (request.body as { instructions: { kind: string }[] }).instructions;
    writes += 1;
    version += 1;
    on.set(key, instruction?.kind === 'turnFlagOn');
    return { status: 200, body: body(key) };
  });
  return { ...server, isOn: (flag: string) => on.get(flag), writes: () => writes };
}

function refusalOf({ headers, body }: FakeRequest): string | undefined {
  if (!/;\s*domain-model=launchdarkly\.semanticpatch/.test(headers['content-type'] ?? '')) {
    return 'json: cannot unmarshal object into Go value of type []*jsonpatch.Operation';
  }
  const { environmentKey, instructions } = body as {
    environmentKey?: string;
    instructions?: { kind: string }[];
  };
  if (environmentKey !== 'production') return 'environmentKey is required';
  const [{ kind } = { kind: '' }] = instructions ?? [];
  return ['turnFlagOff', 'turnFlagOn'].includes(kind) ? undefined : `unknown instruction kind "${kind}"`;
}
