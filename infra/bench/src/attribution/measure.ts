import type { Case, CasePoint, CaseSeries } from '@hormesis/attribution';
import type { Dice } from './dice.js';
import type { Pod, Rollout } from './rollout.js';
import type { Scenario } from './scenario.js';
import type { Settings } from './settings.js';
import type { Service } from './world.js';

/** What one pod does in one slot. */
type State = { latency: number; errors: number; cpu: number; memory: number; calls: number };
type Edge = { latency: number; errors: number };
type Level = {
  inside: Edge;
  wrong: number;
  pods: Map<Pod, { state: State; inside: Edge; out: Map<string, Edge> }>;
};

const epoch = 1_767_600_000_000;

/** Lets the scenario run and writes down what monitoring saw of it. */
export function measure(dice: Dice, settings: Settings, scenario: Scenario): Case {
  const slot = dice.weighted({ 60: 8, 30: 1, 15: 1 } as const);
  const slotMs = Number(slot) * 1_000;
  const noise = dice.between(settings.latencyNoise);
  const t = epoch + dice.random.below(86_400) * 1_000;
  const seen = drawView(dice, settings, scenario);
  const series = new Map<string, CaseSeries & { points: CasePoint[] }>();
  const wave = dice.between([0, 0.25]);
  const phase = dice.between([0, 6]);
  for (let minute = -scenario.history; minute <= 0; minute += slotMs / 60_000) {
    const load = (1 + wave * Math.sin(phase + minute / 60)) * surgeAt(scenario, minute);
    const levels = runSlot(dice, scenario, minute, { load, noise, part: slotMs / 60_000 });
    if (seen.window(minute)) write(series, dice, seen, scenario, levels, Math.round(t + minute * 60_000));
  }
  return {
    t,
    ...(scenario.alert === undefined ? {} : { alert: { service: scenario.alert } }),
    changes: dice.shuffled(scenario.rollouts).map((rollout) => told(rollout, scenario, t)),
    edges: scenario.world.flatMap(({ name, calls }) =>
      calls.filter(() => !dice.chance(settings.missingEdge)).map(({ to }) => ({ from: name, to })),
    ),
    series: dice.shuffled([...series.values()]),
  };
}

function surgeAt({ surge }: Scenario, minute: number): number {
  return surge && minute >= surge.from ? surge.factor : 1;
}

function told(
  { id, service, kind, steps }: Rollout,
  { world }: Scenario,
  t: number,
): Case['changes'][number] {
  const at = (minute: number) => Math.round(t + minute * 60_000);
  return {
    id,
    service,
    kind,
    start: at(steps[0]?.start ?? 0),
    replicas: world.find(({ name }) => name === service)?.replicas ?? 1,
    steps: steps.map(({ start, end, replicas }) => ({
      start: at(start),
      end: end === null ? null : at(end),
      replicas,
    })),
  };
}

type Weather = { load: number; noise: number; part: number };

/** From the services that call nobody up to the front end. */
function runSlot(dice: Dice, scenario: Scenario, minute: number, weather: Weather): Map<string, Level> {
  const levels = new Map<string, Level>();
  for (const service of [...scenario.world].reverse()) {
    const running = scenario.pods.filter(
      (pod) => pod.service === service.name && pod.from <= minute && (pod.until === 0 || pod.until > minute),
    );
    const pods: Level['pods'] = new Map();
    for (const pod of running) pods.set(pod, runPod(dice, scenario, service, pod, minute, weather, levels));
    const inside = [...pods.values()].map((one) => one.inside);
    levels.set(service.name, {
      inside: average(inside),
      wrong: wrongAnswersOf(scenario, running, minute),
      pods,
    });
  }
  return levels;
}

function average(edges: readonly Edge[]): Edge {
  const count = Math.max(1, edges.length);
  return {
    latency: edges.reduce((sum, edge) => sum + edge.latency, 0) / count,
    errors: edges.reduce((sum, edge) => sum + edge.errors, 0) / count,
  };
}

function runPod(
  dice: Dice,
  scenario: Scenario,
  service: Service,
  pod: Pod,
  minute: number,
  { load, noise, part }: Weather,
  levels: ReadonlyMap<string, Level>,
) {
  const state = stateOf(dice, scenario, service, pod, minute, load, noise);
  const out = new Map<string, Edge>();
  let latency = state.latency;
  let good = 1 - state.errors;
  for (const { to, each, passesOn } of service.calls) {
    const edge = edgeTo(dice, scenario, pod, to, minute, levels, noise);
    out.set(to, edge);
    latency += each * edge.latency;
    good *= 1 - Math.min(1, passesOn * Math.min(1, each) * edge.errors);
    good *= 1 - (levels.get(to)?.wrong ?? 0);
  }
  const calls = Math.max(1, Math.round(service.callsPerMinute * load * part * Math.exp(dice.normal(0.1))));
  return { state: { ...state, calls }, inside: { latency, errors: 1 - good }, out };
}

function stateOf(
  dice: Dice,
  { faults, rollouts }: Scenario,
  service: Service,
  pod: Pod,
  minute: number,
  load: number,
  noise: number,
): Omit<State, 'calls'> {
  let latency = service.latencyMs * pod.latency * Math.exp(dice.normal(noise)) * load ** 0.5;
  let errors = service.errors;
  let cpu = service.cpu * pod.cpu * load * Math.exp(dice.normal(0.08));
  let memory = service.memory * pod.memory * Math.exp(dice.normal(0.01));
  const age = minute - pod.exposedFrom;
  for (const { id, benign, warmUp } of rollouts) {
    if (!pod.changes.includes(id) || age < 0) continue;
    latency *= benign.latency * (age < 2.5 ? warmUp : 1);
    cpu *= benign.cpu * (age < 2.5 ? warmUp ** 1.5 : 1);
    memory *= benign.memory * (1 - 0.3 * Math.exp(-age / 5));
  }
  for (const { kind, from, severity, hits } of faults) {
    if (minute < from || !hits(pod, minute)) continue;
    if (kind === 'latency') latency *= 1 + 2.5 * severity;
    if (kind === 'errors') errors += 0.25 * severity;
    if (kind === 'cpu') {
      cpu *= 1 + 2.5 * severity;
      latency *= 1 + 0.35 * severity;
    }
    if (kind === 'memory') {
      const since = Math.max(0, Math.min(age, minute - Math.max(from, -1e6)));
      memory *= 1 + 0.12 * severity * since;
      latency *= 1 + 0.02 * severity * since;
    }
  }
  return { latency, errors: Math.min(1, errors), cpu, memory };
}

/** How many answers of a service are good in form but wrong: that shows only at who calls it. */
function wrongAnswersOf({ faults }: Scenario, running: readonly Pod[], minute: number): number {
  let wrong = 0;
  for (const { kind, severity, hits, from } of faults) {
    if (kind !== 'wrongAnswers' || minute < from) continue;
    wrong +=
      (0.35 * severity * running.filter((pod) => hits(pod, minute)).length) / Math.max(1, running.length);
  }
  return Math.min(0.9, wrong);
}

function edgeTo(
  dice: Dice,
  { faults }: Scenario,
  pod: Pod,
  to: string,
  minute: number,
  levels: ReadonlyMap<string, Level>,
  noise: number,
): Edge {
  const level = levels.get(to)?.inside ?? { latency: 1, errors: 0 };
  let latency = (level.latency + 0.5) * Math.exp(dice.normal(noise / 2));
  let errors = level.errors;
  for (const { kind, from, severity, callee, hits } of faults) {
    if (callee !== to || minute < from || !hits(pod, minute)) continue;
    if (kind === 'callErrors') errors += 0.35 * severity;
    if (kind === 'callLatency') latency *= 1 + 3 * severity;
  }
  return { latency, errors: Math.min(1, errors) };
}

type View = {
  service: (name: string) => boolean;
  side: 'both' | 'callee' | 'caller';
  version: (pod: Pod) => string | null;
  window: (minute: number) => boolean;
  percent: boolean;
  nulls: number;
  uses: boolean;
};

function drawView(dice: Dice, settings: Settings, scenario: Scenario): View {
  const changed = new Set(scenario.rollouts.map(({ service }) => service));
  const onlyChanged = dice.chance(settings.onlyChangedSeen);
  const unseen = new Set(scenario.world.filter(() => dice.chance(0.06)).map(({ name }) => name));
  const versions = dice.weighted({
    own: 1 - settings.noVersion - settings.sameVersion,
    no: settings.noVersion,
    same: settings.sameVersion,
  });
  return {
    service: (name) => !unseen.has(name) && (!onlyChanged || changed.has(name)),
    side: dice.weighted({ both: 6, callee: 2, caller: 1 } as const),
    version: ({ version }) => (versions === 'own' ? version : versions === 'no' ? null : 'v1'),
    window: windows(dice, settings, scenario),
    percent: dice.chance(0.3),
    nulls: dice.between(settings.nulls),
    uses: dice.chance(0.85),
  };
}

function windows(dice: Dice, settings: Settings, { rollouts, history }: Scenario): View['window'] {
  if (!dice.chance(settings.twoWindows)) return () => true;
  const length = dice.between([15, 30]);
  const first = Math.min(...rollouts.map(({ steps }) => steps[0]?.start ?? 0));
  const early = Math.max(first, -history + length);
  return (minute) => minute >= -length || (minute < early && minute >= early - length);
}

function write(
  series: Map<string, CaseSeries & { points: CasePoint[] }>,
  dice: Dice,
  view: View,
  { world }: Scenario,
  levels: ReadonlyMap<string, Level>,
  t: number,
): void {
  for (const service of world) {
    if (!view.service(service.name)) continue;
    const callers = world
      .filter(({ calls }) => calls.some(({ to }) => to === service.name))
      .map(({ name }) => name);
    for (const [pod, { state, inside, out }] of levels.get(service.name)?.pods ?? []) {
      const incoming = view.side === 'caller' ? [] : callers.length > 0 ? callers : ['users'];
      const edges = [
        ...incoming.map((from) => ({
          from,
          to: service.name,
          edge: inside,
          calls: state.calls / incoming.length,
        })),
        ...(view.side === 'callee'
          ? []
          : [...out].map(([to, edge]) => ({ from: service.name, to, edge, calls: state.calls }))),
      ];
      const version = view.version(pod);
      for (const { from, to, edge, calls } of edges) {
        const key = JSON.stringify([pod.name, version, from, to]);
        const one = series.get(key) ?? {
          pod: pod.name,
          service: service.name,
          version,
          from,
          to,
          points: [],
        };
        series.set(key, one);
        one.points.push(pointOf(dice, view, state, edge, Math.max(1, Math.round(calls)), t));
      }
    }
  }
}

function pointOf(dice: Dice, view: View, state: State, edge: Edge, calls: number, t: number): CasePoint {
  const measured = (value: number) => (dice.chance(view.nulls) ? null : value);
  const success = 1 - dice.failures(calls, edge.errors) / calls;
  return {
    t,
    success: measured(view.percent ? success * 100 : success),
    latencyMs: measured(edge.latency * Math.exp(dice.normal(0.5 / Math.sqrt(calls)))),
    cpu: view.uses ? measured(state.cpu) : null,
    memory: view.uses ? measured(state.memory) : null,
  };
}
