import type { Dice } from './dice.js';
import type { Settings } from './settings.js';

export type Service = {
  name: string;
  replicas: number;
  latencyMs: number;
  errors: number;
  cpu: number;
  memory: number;
  callsPerMinute: number;
  /** Calls to others for each call that it gets, and how much of a failed one it passes on. */
  calls: { to: string; each: number; passesOn: number }[];
};

/** The shop that many benchmarks use. */
const shop: Record<string, readonly string[]> = {
  frontend: ['ad', 'recommendation', 'catalog', 'cart', 'shipping', 'currency', 'checkout'],
  checkout: ['cart', 'catalog', 'currency', 'shipping', 'payment', 'email'],
  recommendation: ['catalog'],
  cart: ['store'],
  catalog: [],
  currency: [],
  shipping: [],
  payment: [],
  email: [],
  ad: [],
  store: [],
};

/** Services in an order in which each comes before those that it calls. */
export function drawWorld(dice: Dice, settings: Settings): Service[] {
  const graph = dice.chance(0.5) ? shop : drawGraph(dice, dice.whole(settings.services));
  return Object.entries(graph).map(([name, callees]) => ({
    name,
    replicas: Math.max(1, Math.round(dice.scale([settings.replicas[0], settings.replicas[1] + 0.49]))),
    latencyMs: dice.scale([2, 80]),
    errors: dice.chance(0.5) ? 0 : dice.between(settings.baseErrors),
    cpu: dice.scale([0.05, 40]),
    memory: dice.scale([20, 900]),
    callsPerMinute: dice.scale(settings.callsPerMinute),
    calls: callees.map((to) => ({ to, each: dice.between([0.3, 1.3]), passesOn: dice.between([0.3, 1]) })),
  }));
}

function drawGraph(dice: Dice, count: number): Record<string, readonly string[]> {
  const names = Array.from({ length: count }, (_, n) => `service-${String.fromCharCode(97 + n)}`);
  return Object.fromEntries(
    names.map((name, n) => {
      const later = names.slice(n + 1);
      const callees = later.filter((_, m) => dice.chance(n === 0 ? 0.45 : 0.35 / (1 + m / 3)));
      return [name, callees];
    }),
  );
}

/** All services that lead to one, itself left out. */
export function callersOf(world: readonly Service[], name: string): string[] {
  const found = new Set<string>();
  for (let grown = true; grown; ) {
    grown = false;
    for (const { name: caller, calls } of world) {
      if (found.has(caller) || !calls.some(({ to }) => to === name || found.has(to))) continue;
      found.add(caller);
      grown = true;
    }
  }
  found.delete(name);
  return [...found];
}
