import { z } from 'zod';
import { Api } from '../http/api.js';
import type { Effort } from '../http/effort.js';
import { Failed, TryAgain } from '../http/outcome-errors.js';
import type { FlagVendor, VendorFlag } from '../vendor-flags/vendor-flag-executor.js';

export type LaunchDarklyOptions = { url: string; token: string; tokenName: string; project: string };

const semanticPatch = 'application/json; domain-model=launchdarkly.semanticpatch';
const featureFlag = z.object({ environments: z.record(z.string(), z.object({ on: z.boolean() })) });

/**
 * The REST API of LaunchDarkly: a semantic patch with `turnFlagOff` or `turnFlagOn`
 * (launchdarkly.com/docs/api/feature-flags/update-feature-flag). The token goes into `Authorization` as it is.
 */
export class LaunchDarkly implements FlagVendor {
  readonly product = 'LaunchDarkly';
  readonly secrets: readonly string[];
  private readonly api: Api;

  constructor(private readonly options: LaunchDarklyOptions) {
    const { url, token, tokenName } = options;
    this.secrets = [token];
    this.api = new Api({
      product: this.product,
      baseUrl: url,
      headers: () => ({ authorization: token, 'ld-api-version': '20240415' }),
      hints: {
        401: `Check the token in ${tokenName}: it is an access token for the REST API, not an SDK key.`,
        403: `The token in ${tokenName} needs the action updateOn for this flag and environment.`,
        404: 'Check "project" and "flags" in HORMESIS_EXECUTORS_FILE.',
        405: 'This environment asks for approvals: let the role of the token bypass them (bypassRequiredApproval).',
      },
    });
  }

  async isOn(effort: Effort, flag: VendorFlag): Promise<boolean> {
    const reply = await this.api.call(effort, { method: 'GET', path: this.pathOf(flag, 'env') });
    return this.stateIn(reply, flag);
  }

  async turn(effort: Effort, flag: VendorFlag, on: boolean, comment: string): Promise<void> {
    const reply = await this.api.call(effort, {
      method: 'PATCH',
      path: `${this.pathOf(flag)}?ignoreConflicts=true`,
      contentType: semanticPatch,
      body: {
        environmentKey: flag.environment,
        comment,
        instructions: [{ kind: on ? 'turnFlagOn' : 'turnFlagOff' }],
      },
      expected: [409],
    });
    if (reply.status === 409)
      throw new TryAgain('LaunchDarkly answered HTTP 409: somebody else wrote the flag');
  }

  private stateIn(reply: { body: unknown }, { key, environment }: VendorFlag): boolean {
    const here = this.api.read(featureFlag, reply).environments[environment];
    if (here) return here.on;
    throw new Failed(
      `LaunchDarkly has no environment ${environment} for flag ${key}. Check "environments" in HORMESIS_EXECUTORS_FILE.`,
    );
  }

  reach(effort: Effort): Promise<unknown> {
    const path = `/api/v2/projects/${encodeURIComponent(this.options.project)}`;
    return this.api.call(effort, { method: 'GET', path });
  }

  private pathOf({ key, environment }: VendorFlag, filter?: 'env'): string {
    const path = `/api/v2/flags/${encodeURIComponent(this.options.project)}/${encodeURIComponent(key)}`;
    return filter ? `${path}?env=${encodeURIComponent(environment)}` : path;
  }
}
