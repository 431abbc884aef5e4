import { faultOfPaths } from '@hormesis/events/learning';
import { type Check, checkLimits, type Failure, type Limits, withPatience } from '@hormesis/executors';
import type { Channel, Delivered, Delivery, Parcel, Sighting } from '../delivery.js';
import { digestOf } from '../digest.js';
import { type BranchOptions, branchOf, deliverToBranch, withPrefix } from './deliver-to-branch.js';
import type { Forge } from './forge.js';
import { isMarked } from './trailers.js';
import { withdrawBranch } from './withdraw-branch.js';

export type BranchDeliveryOptions = BranchOptions & { name: string; limits: Limits };

/** Delivers to a repository: by a branch, and a request to merge it where there are such. */
export class BranchDelivery implements Delivery {
  readonly name: string;
  readonly channel: Channel;

  constructor(
    private readonly forge: Forge,
    private readonly options: BranchDeliveryOptions,
  ) {
    this.name = options.name;
    this.channel = forge.channel;
  }

  refuses({ files }: Parcel): string | undefined {
    return faultOfPaths(files.map(({ path }) => path));
  }

  deliver(parcel: Parcel): Promise<Delivered | Failure> {
    return withPatience(this.work(), (effort) => deliverToBranch(this.forge, effort, parcel, this.options));
  }

  /** The branch that is deployed has the files as they were proposed, or the request for them was merged. */
  look(parcel: Parcel): Promise<Sighting | Failure> {
    return withPatience(this.work(), async (effort): Promise<Sighting> => {
      const { forge, options } = this;
      const request = await forge.requests?.from(effort, branchOf(parcel.proposal));
      if (request?.state === 'merged' && isMarked(request.body, digestOf(parcel.files))) {
        const commit = request.mergedAs === undefined ? '' : ` as ${request.mergedAs}`;
        return { kind: 'seen', evidence: `${request.url} was merged${commit}.` };
      }
      const files = withPrefix(parcel.files, options.prefix);
      const paths = files.map(({ path }) => path);
      const there = await forge.filesAt(effort, forge.base, paths);
      if (!files.every(({ path, content }) => there.get(path) === content)) return { kind: 'not-seen' };
      const commit = await forge.lastChange(effort, paths);
      return { kind: 'seen', evidence: `${forge.place}, ${forge.base}: commit ${commit}.` };
    });
  }

  withdraw({ proposal }: Pick<Parcel, 'proposal'>): Promise<Delivered | Failure> {
    return withPatience(this.work(), withdrawBranch(this.forge, proposal, this.options.prefix));
  }

  check(): Promise<Check> {
    return withPatience(this.work(checkLimits), async (effort): Promise<Check> => {
      await this.forge.look(effort);
      return { kind: 'ready', detail: `${this.forge.place} can be read` };
    });
  }

  private work(limits: Limits = this.options.limits) {
    return { who: this.forge.place, limits, secrets: () => this.forge.secrets() };
  }
}
