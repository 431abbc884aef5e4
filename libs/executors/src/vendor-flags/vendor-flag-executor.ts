import type { ActionRequest, Answer, Check, Executor, Taking } from '../executor.js';
import { checkLimits, type Effort, type Limits, withPatience } from '../http/effort.js';
import { TryAgain } from '../http/outcome-errors.js';
import { placeOf } from '../place.js';

/** Where a flag is kept elsewhere, by the names there. */
export type VendorFlag = { key: string; environment: string };

/** A flag system of others, as far as a kill needs it. */
export interface FlagVendor {
  /** As people call it: `Unleash`. */
  readonly product: string;
  readonly secrets: readonly string[];
  isOn(effort: Effort, flag: VendorFlag): Promise<boolean>;
  /** Asks for something that only those get who may see the project. */
  reach(effort: Effort): Promise<unknown>;
  turn(effort: Effort, flag: VendorFlag, on: boolean, comment: string): Promise<void>;
}

export type VendorFlagOptions = {
  name: string;
  limits: Limits;
  /** Their key for each of our flags. */
  flags: Readonly<Record<string, string>>;
  /** Their name for each of our environments. */
  environments: Readonly<Record<string, string>>;
  /** Flags that are not listed have the same key there. */
  sameKeys: boolean;
};

/**
 * Turns flags off that a vendor keeps, and on again when that is undone. It looks first: a flag that is as it should be
 * is left alone, so the same action twice is one change. What it wrote is read back before it says so.
 */
export class VendorFlagExecutor implements Executor {
  readonly oneAtATime = true;
  readonly name: string;

  constructor(
    private readonly vendor: FlagVendor,
    private readonly options: VendorFlagOptions,
  ) {
    this.name = options.name;
  }

  async takes(request: ActionRequest): Promise<Taking> {
    const { target } = request.data;
    if (target.kind !== 'kill') return { mine: false };
    const found = this.flagOf(request);
    return typeof found === 'string' ? { mine: false, because: found } : { mine: true };
  }

  execute(request: ActionRequest): Promise<Answer> {
    return this.put(request, false);
  }

  undo(request: ActionRequest): Promise<Answer> {
    return this.put(request, true);
  }

  check(): Promise<Check> {
    const { vendor, options } = this;
    const keys = Object.values(options.flags);
    const places = Object.values(options.environments);
    return withPatience(
      { who: vendor.product, limits: checkLimits, secrets: () => vendor.secrets },
      async (effort) => {
        if (keys.length === 0) {
          await vendor.reach(effort);
          return { kind: 'ready', detail: 'the project can be read' };
        }
        for (const key of keys) {
          for (const environment of places) await vendor.isOn(effort, { key, environment });
        }
        return { kind: 'ready', detail: `${keys.length} flags can be read in ${places.length} environments` };
      },
    );
  }

  private async put(request: ActionRequest, on: boolean): Promise<Answer> {
    const { vendor, options } = this;
    const flag = this.flagOf(request);
    if (typeof flag === 'string') return { kind: 'refused', reason: flag };
    const state = on ? 'on' : 'off';
    const where = `${vendor.product} flag ${flag.key} in ${flag.environment}`;
    let written = false;
    return withPatience(
      { who: vendor.product, limits: options.limits, secrets: () => vendor.secrets },
      async (effort) => {
        if ((await vendor.isOn(effort, flag)) === on) {
          if (written) return { kind: 'completed', detail: `${where} is ${state}.` };
          return {
            kind: 'completed',
            changed: false,
            detail: `${where} was ${state} already: this action changed nothing.`,
          };
        }
        written = true;
        await vendor.turn(effort, flag, on, commentOn(request));
        if ((await vendor.isOn(effort, flag)) !== on) throw new TryAgain(`${where} is not ${state} yet`);
        return { kind: 'completed', detail: `${where} is ${state}.` };
      },
    );
  }

  /** Or why there is none. */
  private flagOf(request: ActionRequest): VendorFlag | string {
    const { target } = request.data;
    const { name, flags, environments, sameKeys } = this.options;
    if (target.kind !== 'kill') return `${this.vendor.product} (${name}) only turns flags off.`;
    const key = flags[target.flag] ?? (sameKeys ? target.flag : undefined);
    if (key === undefined) {
      return `${this.vendor.product} (${name}) has no flag for ${target.flag}: add it to "flags" in HORMESIS_EXECUTORS_FILE.`;
    }
    const { environment: ours } = placeOf(request);
    const environment = environments[ours];
    if (environment === undefined) {
      return `${this.vendor.product} (${name}) has no environment for ${ours || 'an action without one'}: add it to "environments" in HORMESIS_EXECUTORS_FILE.`;
    }
    return { key, environment };
  }
}

function commentOn({ subject, data }: ActionRequest): string {
  return `Hormesis ${subject} (incident ${data.incident}): ${data.reason}`.slice(0, 500);
}
