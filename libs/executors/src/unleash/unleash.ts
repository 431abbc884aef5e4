import { z } from 'zod';
import { Api } from '../http/api.js';
import type { Effort } from '../http/effort.js';
import type { FlagVendor, VendorFlag } from '../vendor-flags/vendor-flag-executor.js';

export type UnleashOptions = { url: string; token: string; tokenName: string; project: string };

const featureEnvironment = z.object({ enabled: z.boolean() });

/**
 * The Admin API of Unleash: `/api/admin/projects/{project}/features/{feature}/environments/{environment}`, with `/off` and
 * `/on` to write (OpenAPI of Unleash: getFeatureEnvironment, toggleFeatureEnvironmentOff, toggleFeatureEnvironmentOn).
 */
export class Unleash implements FlagVendor {
  readonly product = 'Unleash';
  readonly secrets: readonly string[];
  private readonly api: Api;

  constructor(private readonly options: UnleashOptions) {
    const { url, token, tokenName } = options;
    this.secrets = [token];
    this.api = new Api({
      product: this.product,
      baseUrl: url,
      headers: () => ({ authorization: token }),
      hints: {
        401: `Check the token in ${tokenName}.`,
        403: `The token in ${tokenName} needs the permission UPDATE_FEATURE_ENVIRONMENT there; where change requests are on, also SKIP_CHANGE_REQUEST.`,
        404: 'Check "project", "flags" and "environments" in HORMESIS_EXECUTORS_FILE.',
      },
    });
  }

  async isOn(effort: Effort, flag: VendorFlag): Promise<boolean> {
    const reply = await this.api.call(effort, { method: 'GET', path: this.pathOf(flag) });
    return this.api.read(featureEnvironment, reply).enabled;
  }

  async turn(effort: Effort, flag: VendorFlag, on: boolean): Promise<void> {
    await this.api.call(effort, { method: 'POST', path: `${this.pathOf(flag)}/${on ? 'on' : 'off'}` });
  }

  reach(effort: Effort): Promise<unknown> {
    const path = `/api/admin/projects/${encodeURIComponent(this.options.project)}/features`;
    return this.api.call(effort, { method: 'GET', path });
  }

  private pathOf({ key, environment }: VendorFlag): string {
    const [project, feature, place] = [this.options.project, key, environment].map(encodeURIComponent);
    return `/api/admin/projects/${project}/features/${feature}/environments/${place}`;
  }
}
