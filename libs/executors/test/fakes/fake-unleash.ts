import { type FakeReply, startFakeServer } from './fake-server.js';

export const unleashToken = 'user:70ed7ee9ca5c70a08c4ebf2b580628c60f5990a9bcf8a53a867db52c';

/**
 * The Admin API of Unleash as a real Unleash 8.2.0 answered when it was run beside this (2026-11-23): statuses, shapes and
 * messages are recorded from it, and so is that `off` answers 200 without a body.
 */
export async function startFakeUnleash(flags: Record<string, boolean>) {
  const enabled = new Map(Object.entries(flags));
  let writes = 0;
  const server = await startFakeServer(({ method, path, headers }): FakeReply => {
    if (headers.authorization !== unleashToken) {
      return { status: 401, body: problem('UnauthorizedError', 'You must log in to use Unleash.') };
    }
    const [, project, feature, environment, verb] =
      /^\/api\/admin\/projects\/([^/]+)\/features\/([^/]+)\/environments\/([^/]+?)(?:\/(on|off))?$/.exec(
        path,
      ) ?? [];
    if (project !== 'default' || feature === undefined || !enabled.has(feature)) {
      const message = `There's no feature named "${feature}" in project "${project}".`;
      return { status: 404, body: problem('NotFoundError', message) };
    }
    if (environment !== 'production') {
      return { status: 404, body: problem('NotFoundError', `Could not find ${feature} in ${environment}`) };
    }
    if (method === 'POST' && verb) {
      writes += 1;
      enabled.set(feature, verb === 'on');
      return { status: 200 };
    }
    const strategies = [
      {
        id: '01M83C7KRGYQGP47WCW2VACEAA',
        featureName: feature,
        title: null,
        parameters: { groupId: feature, rollout: '100', stickiness: 'default' },
        constraints: [],
        variants: [],
        sortOrder: 0,
        disabled: false,
        name: 'flexibleRollout',
      },
    ];
    return { status: 200, body: { name: feature, environment, enabled: enabled.get(feature), strategies } };
  });
  return { ...server, isOn: (flag: string) => enabled.get(flag), writes: () => writes };
}

function problem(name: string, message: string) {
  return { id: '468349a2-4876-4fff-b9ad-43703856e0bf', name, message, details: [{ message }] };
}
