import { Api, type ApiReply, type ApiRequest } from '../http/api.js';
import type { Effort } from '../http/effort.js';
import { TryAgain } from '../http/outcome-errors.js';
import type { ClusterAccess } from './cluster-access.js';

export const mergePatch = 'application/merge-patch+json';
export const jsonPatch = 'application/json-patch+json';

/**
 * A cluster's API server, as far as executors need it: REST with a bearer token. A conflict (409: the object was written
 * in between) is a reason to look again.
 */
export class Kubernetes {
  private readonly api: Api;

  constructor(access: ClusterAccess) {
    this.api = new Api({
      product: 'Kubernetes',
      baseUrl: access.url,
      headers: async () => ({ authorization: `Bearer ${await access.token()}` }),
      ...(access.ca === undefined ? {} : { ca: access.ca }),
      hints: {
        401: `Check the token: ${access.tokenFrom}.`,
        403: 'Bind a Role with these verbs to the service account; docs/how-to/roll-back-with-argo.md has one.',
        404: 'Check "namespace" and the names in HORMESIS_EXECUTORS_FILE, and that the custom resource is installed.',
      },
    });
  }

  async call(effort: Effort, request: ApiRequest): Promise<ApiReply> {
    const reply = await this.api.call(effort, { ...request, expected: [409, ...(request.expected ?? [])] });
    if (reply.status === 409)
      throw new TryAgain('Kubernetes answered HTTP 409: the object changed in between');
    return reply;
  }

  get read(): Api['read'] {
    return this.api.read.bind(this.api);
  }
}
