import type { Dice } from './dice.js';
import type { Pod, Rollout } from './rollout.js';
import type { Service } from './world.js';

export type FaultKind =
  | 'latency'
  | 'errors'
  | 'callErrors'
  | 'callLatency'
  | 'cpu'
  | 'memory'
  | 'wrongAnswers';

/** Something that is wrong with some pods from some minute on. */
export type Fault = {
  kind: FaultKind;
  from: number;
  /** 1: usual. */
  severity: number;
  hits: (pod: Pod, minute: number) => boolean;
  /** For calls that fail or wait: to whom. */
  callee?: string;
};

const guiltyKinds = {
  latency: 3,
  errors: 3,
  callErrors: 1.5,
  callLatency: 1,
  cpu: 1.2,
  memory: 0.8,
  wrongAnswers: 0.5,
};
const outsideKinds = { latency: 3, errors: 3, cpu: 0.7, memory: 0.4 };

export function drawFault(
  dice: Dice,
  service: Service,
  from: number,
  range: readonly [number, number],
  hits: Fault['hits'],
  inside = true,
): Fault {
  const drawn: FaultKind = inside ? dice.weighted(guiltyKinds) : dice.weighted(outsideKinds);
  const callee = service.calls.length > 0 ? dice.pick(service.calls).to : undefined;
  const kind = drawn.startsWith('call') && callee === undefined ? 'errors' : drawn;
  return { kind, from, severity: dice.scale(range), hits, ...(callee === undefined ? {} : { callee }) };
}

/** A fault of the version that a roll-out brings. */
export function faultOf(
  dice: Dice,
  { id, kind }: Rollout,
  service: Service,
  from: number,
  range: readonly [number, number],
): Fault {
  const everywhere = kind === 'flag';
  return drawFault(dice, service, from, range, (pod, minute) =>
    everywhere ? pod.service === service.name : pod.changes.includes(id) && minute >= pod.exposedFrom,
  );
}
