import { type Change, changeOf, exposureOfFlag } from '@hormesis/change';
import { type Decision, isRefusal } from '@hormesis/decider';
import { fleetServices } from '@hormesis/demo-fleet';
import type { Event, EventName, StatementOf } from '@hormesis/events';
import { type Flag, type FlagStatement, flagDecider, isUnderWay } from '@hormesis/flags';
import { newService, type Rollout, type ServiceState } from '../world/service-state.js';
import { environment, previews } from './guardian.js';
import type { PlannedChange } from './plan.js';
import type { Scribe } from './scribe.js';

const ci = '/fleet/ci';
const flags = '/hormesis/flags';
const keptMs = 4 * 60 * 60_000;

/** The services, what runs, and which changes their users have. Every change of it is an event. */
export class Fleet {
  readonly services: readonly ServiceState[];
  /** Exposure steps of the last hours. */
  changes: Change[] = [];

  constructor(
    private readonly scribe: Scribe,
    private readonly onChange: (change: Change) => void,
    before?: readonly ServiceState[],
  ) {
    this.services = before ? structuredClone(before) : fleetServices.map(newService);
  }

  of(name: string): ServiceState {
    const state = this.services.find(({ service }) => service.name === name);
    if (!state) throw new RangeError(`the fleet has no service ${name}`);
    return state;
  }

  /** A new version, for everybody; or behind a flag, for nobody yet. */
  deploy(change: PlannedChange, at: number, flag?: Flag): Rollout {
    const state = this.of(change.service);
    const isSetting = change.carrier === 'config';
    const { version, previous } = isSetting ? nextSetting(state) : nextVersion(state);
    const rollout: Rollout = {
      change,
      began: at,
      share: flag ? 0 : 1,
      version,
      previous,
      ...(flag ? { flag } : {}),
    };
    state.rollouts.push(rollout);
    this.write(
      {
        name: 'service.upgraded',
        subject: change.service,
        data: {
          environment: { id: environment },
          artifactId: `pkg:oci/${change.service}${isSetting ? '-config' : ''}@${version}`,
          version,
          previousVersion: previous,
          summary: isSetting ? `Set a value of ${change.service}` : `Release ${version} of ${change.service}`,
          userFacing: true,
          testsRun: ['unit'],
          preview: `https://${change.service}-${version}.preview.example`,
          ...(change.carrier === 'irreversible-deployment' ? { reversible: false } : {}),
          ...(flag ? { flag: flag.key } : {}),
        },
      },
      ci,
      at,
    );
    return rollout;
  }

  /** A change in a preview, where nobody uses it; it gets the number or the key that it would have. */
  preview({ service, carrier }: PlannedChange, at: number): void {
    const state = this.of(service);
    if (carrier === 'flag') {
      const subject = `${service}-${state.flags + 1}`;
      const of = { service: { id: service }, environment: { id: previews } };
      this.write(
        { name: 'featureflag.ramped', subject, data: { ...of, variant: 'on', percentage: 100 } },
        ci,
        at,
      );
      return;
    }
    const version = carrier === 'config' ? `c${state.newestSetting + 1}` : `v${state.newest + 1}`;
    const data = {
      environment: { id: previews },
      artifactId: `pkg:oci/${service}@${version}`,
      ...{ version, summary: `Try ${version} of ${service}`, userFacing: false },
    };
    this.write({ name: 'service.deployed', subject: service, data }, ci, at);
  }

  /** A flag that gives nobody anything yet. */
  newFlag(service: string, at: number): Flag {
    const state = this.of(service);
    state.flags += 1;
    const key = `${service}-${state.flags}`;
    const begin = flagDecider.initial(key);
    return this.decided(
      begin,
      [
        {
          name: 'featureflag.defined',
          subject: key,
          data: {
            service: { id: service },
            environment: { id: environment },
            definition: { state: 'ENABLED', variants: { on: true, off: false }, defaultVariant: 'off' },
          },
        },
      ],
      at,
    );
  }

  /** Applies what was decided about a rollout’s flag; users have it as the flag then says. */
  flip(rollout: Rollout, decision: Decision<FlagStatement>, at: number): void {
    if (!rollout.flag || isRefusal(decision) || decision.length === 0) return;
    const state = this.of(rollout.change.service);
    const before = rollout.share;
    rollout.flag = this.decided(rollout.flag, decision, at);
    const { definition } = rollout.flag;
    rollout.share = definition ? exposureOfFlag(definition) / 100 : 0;
    if (before === 0 && rollout.share > 0) rollout.began = at;
    if (rollout.share > 0 && rollout.share < 1) state.splitBy = rollout.flag.key;
  }

  /** The users of a flag are no longer counted apart. */
  unsplit(rollout: Rollout): void {
    const state = this.of(rollout.change.service);
    if (state.splitBy === rollout.flag?.key) state.splitBy = undefined;
  }

  /** Puts a version or setting back that ran before; what came since goes with it. */
  rollBack(service: string, to: string, at: number, action?: string): void {
    const state = this.of(service);
    const isSetting = to.startsWith('c');
    const wanted = Number(to.slice(1));
    const from = isSetting ? `c${state.setting}` : `v${state.version}`;
    const gone = this.since(service, to);
    if (gone.length === 0) return;
    state.rollouts = state.rollouts.filter((each) => !gone.includes(each));
    for (const rollout of gone) this.unsplit(rollout);
    if (isSetting) state.setting = wanted;
    else state.version = wanted;
    this.write(
      {
        name: 'service.rolledback',
        subject: service,
        data: {
          environment: { id: environment },
          artifactId: `pkg:oci/${service}${isSetting ? '-config' : ''}@${to}`,
          version: to,
          previousVersion: from,
          summary: 'Back to what ran before',
          ...(action ? { action } : {}),
        },
      },
      ci,
      at,
    );
  }

  /** What came after a version or setting, and would go with it. */
  since(service: string, to: string): Rollout[] {
    const wanted = Number(to.slice(1));
    return this.of(service).rollouts.filter(
      ({ version, change }) =>
        change.carrier !== 'flag' && version.startsWith(to.charAt(0)) && Number(version.slice(1)) > wanted,
    );
  }

  remove(rollout: Rollout): void {
    const state = this.of(rollout.change.service);
    this.unsplit(rollout);
    state.rollouts = state.rollouts.filter((each) => each !== rollout);
  }

  rampsUnderWay(): Rollout[] {
    return this.services.flatMap(({ rollouts }) => rollouts.filter(({ flag }) => isUnderWay(flag?.schedule)));
  }

  /** What has been with everybody for hours, and is well, is no rollout any more. */
  forget(now: number): void {
    this.changes = this.changes.filter(({ at }) => now - Date.parse(at) <= keptMs);
    for (const state of this.services) {
      state.rollouts = state.rollouts.filter(
        ({ began, share, change, flag }) =>
          change.occurrence !== undefined || share < 1 || isUnderWay(flag?.schedule) || now - began <= keptMs,
      );
    }
  }

  private decided(flag: Flag, decision: readonly FlagStatement[], at: number): Flag {
    return decision.reduce((state, statement) => {
      const event = this.write(statement, flags, at);
      return flagDecider.evolve(state, event as Parameters<typeof flagDecider.evolve>[1]);
    }, flag);
  }

  private write<Name extends EventName>(statement: StatementOf<Name>, source: string, at: number) {
    const event = this.scribe.write(statement, { source, at });
    const change = changeOf(event as Event);
    if (change) {
      this.changes.push(change);
      if (change.environment !== previews) this.onChange(change);
    }
    return event;
  }
}

function nextVersion(state: ServiceState): { version: string; previous: string } {
  const previous = `v${state.version}`;
  state.newest += 1;
  state.version = state.newest;
  return { version: `v${state.version}`, previous };
}

function nextSetting(state: ServiceState): { version: string; previous: string } {
  const previous = `c${state.setting}`;
  state.newestSetting += 1;
  state.setting = state.newestSetting;
  return { version: `c${state.setting}`, previous };
}
