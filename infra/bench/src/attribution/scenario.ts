import type { Dice } from './dice.js';
import { drawFault, type Fault, faultOf } from './fault.js';
import { drawRollout, type Pod, podsOf, type Rollout } from './rollout.js';
import type { Settings } from './settings.js';
import { callersOf, drawWorld, type Service } from './world.js';

/** What happened in one case. Minutes; the alert is at 0. */
export type Scenario = {
  world: readonly Service[];
  rollouts: readonly Rollout[];
  pods: readonly Pod[];
  faults: readonly Fault[];
  /** Factor on everybody’s load from a minute on. */
  surge?: { from: number; factor: number };
  history: number;
  keepsNames: boolean;
  truth: string | null;
  story: string;
  alert: string | undefined;
};

const outsideStories = {
  unchangedService: 4,
  changedServiceAlike: 2,
  someNode: 1,
  onePod: 1,
  surge: 1.2,
  before: 1.5,
  nothing: 0.6,
};

export function drawScenario(dice: Dice, settings: Settings): Scenario {
  const world = drawWorld(dice, settings);
  const history = dice.between(settings.history);
  const keepsNames = dice.chance(settings.keptNames);
  const onset = -dice.scale([Math.max(0.5, settings.alertDelay[0]), settings.alertDelay[1]]);
  const count = Math.min(world.length, dice.whole(settings.changes));
  const changed = drawChanged(dice, world, count);
  const guilty = dice.chance(settings.none) ? undefined : dice.random.below(count);
  const isSlow = dice.chance(0.2);
  const rollouts = changed.map((service, n) => {
    const at =
      n === guilty ? onset - (isSlow ? dice.between([2, 15]) : 0) : stepOfOther(dice, onset, history);
    return drawRollout(dice, settings, service, `change-${dice.random.hex(2)}`, at);
  });
  const pods = world.flatMap((service) =>
    podsOf(
      dice,
      settings,
      service,
      rollouts
        .filter((rollout) => rollout.service === service.name)
        .sort((a, b) => (a.steps[0]?.start ?? 0) - (b.steps[0]?.start ?? 0)),
      { history: history + 5, keepsNames },
    ),
  );
  const common = { world, rollouts, pods, history, keepsNames };
  const culprit = guilty === undefined ? undefined : rollouts[guilty];
  if (culprit) {
    const service = find(world, culprit.service);
    const late = isSlow ? onset : Number.NEGATIVE_INFINITY;
    const fault = faultOf(dice, culprit, service, late, settings.severity);
    const alert = drawAlert(dice, settings, world, culprit.service, fault.kind === 'wrongAnswers');
    const story = `change: ${fault.kind}${isSlow ? ', late' : ''}`;
    return { ...common, faults: [fault], truth: culprit.id, story, alert };
  }
  return { ...common, ...outside(dice, settings, common, onset) };
}

type Outside = Pick<Scenario, 'faults' | 'truth' | 'story' | 'alert' | 'surge'>;

function outside(
  dice: Dice,
  settings: Settings,
  { world, rollouts, pods, history }: Pick<Scenario, 'world' | 'rollouts' | 'pods' | 'history'>,
  onset: number,
): Outside {
  const changed = new Set(rollouts.map(({ service }) => service));
  const unchanged = world.filter(({ name }) => !changed.has(name));
  const story = dice.weighted(outsideStories);
  const make = (service: Service, from: number, hits: Fault['hits']) =>
    drawFault(dice, service, from, settings.severity, hits, false);
  const whole = (service: Service, from: number, name: string): Outside => ({
    faults: [make(service, from, (pod) => pod.service === service.name)],
    truth: null,
    story: `none: ${name}`,
    alert: drawAlert(dice, settings, world, service.name, false),
  });
  if (story === 'surge') {
    const surge = { from: onset, factor: dice.between([1.5, 3.5]) };
    const alert = drawAlert(dice, settings, world, world[0]?.name ?? '', false);
    return { faults: [], truth: null, story: 'none: surge', alert, surge };
  }
  if (story === 'nothing') {
    return {
      faults: [],
      truth: null,
      story: 'none: nothing',
      alert: drawAlert(dice, settings, world, dice.pick(world).name, false),
    };
  }
  if (story === 'onePod' || story === 'someNode') {
    const ill = new Set(
      story === 'onePod'
        ? [dice.pick(oldPods(pods)).name]
        : pods.filter(() => dice.chance(0.2)).map(({ name }) => name),
    );
    const first = pods.find(({ name }) => ill.has(name)) ?? (pods[0] as Pod);
    const fault = make(find(world, first.service), onset, ({ name }) => ill.has(name));
    return {
      faults: [fault],
      truth: null,
      story: `none: ${story}`,
      alert: drawAlert(dice, settings, world, first.service, false),
    };
  }
  if (story === 'before') {
    const earliest = Math.min(...rollouts.map(({ steps }) => steps[0]?.start ?? 0));
    const from = Math.max(-history + 12, Math.min(onset, earliest - dice.between([3, 15])));
    return whole(dice.pick(world), from, earliest > from ? 'before' : 'unchangedService');
  }
  if (story === 'changedServiceAlike' || unchanged.length === 0) {
    return whole(dice.pick(world.filter(({ name }) => changed.has(name))), onset, 'changedServiceAlike');
  }
  return whole(dice.pick(unchanged), onset, 'unchangedService');
}

function oldPods(pods: readonly Pod[]): readonly Pod[] {
  const old = pods.filter(({ until, changes }) => until === 0 && changes.length === 0);
  return old.length > 0 ? old : pods;
}

function drawChanged(dice: Dice, world: readonly Service[], count: number): Service[] {
  const some = dice.shuffled(world).slice(0, count);
  const [first] = some;
  return first && some.length > 1 && dice.chance(0.08) ? [...some.slice(0, -1), first] : some;
}

/** Other roll-outs take a step whenever; often soon before it gets worse, sometimes after. */
function stepOfOther(dice: Dice, onset: number, history: number): number {
  if (dice.chance(0.25)) return onset - dice.scale([0.5, 8]);
  if (dice.chance(0.15)) return onset * dice.random.fraction();
  return -dice.between([2, Math.max(10, history - 15)]);
}

function drawAlert(
  dice: Dice,
  settings: Settings,
  world: readonly Service[],
  service: string,
  onlyAbove: boolean,
): string | undefined {
  if (dice.chance(settings.alertMissing)) return undefined;
  if (dice.chance(settings.alertAnywhere)) return dice.pick(world).name;
  const callers = callersOf(world, service);
  if (callers.length === 0 || (!onlyAbove && dice.chance(settings.alertAtFault))) return service;
  return dice.chance(0.5)
    ? dice.pick(callers)
    : callers.includes(world[0]?.name ?? '')
      ? world[0]?.name
      : service;
}

function find(world: readonly Service[], name: string): Service {
  const found = world.find((service) => service.name === name);
  if (!found) throw new RangeError(`No service ${name}.`);
  return found;
}
