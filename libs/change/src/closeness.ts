import { type CallGraph, NEUTRAL_CLOSENESS, UNKNOWN_CLOSENESS } from './options.js';

/**
 * `tie`: what ties the change to the alarm. Changes that nothing ties, or that do not say what they changed, share one
 * suspicion.
 */
export type Closeness = { value: number; tie: 'known' | 'elsewhere' | 'anywhere'; evidence: string };

/**
 * How near a changed service is to the alarming one: 1 if it is the same, 2 / (hops + 2) along the calls that the
 * alarming service makes, 0 if it never calls it.
 */
export function closeness(changed: string | null, alarming: string, graph?: CallGraph): Closeness {
  if (changed === null) {
    return { value: NEUTRAL_CLOSENESS, tie: 'anywhere', evidence: 'does not say which service it changed' };
  }
  if (changed === alarming) return { value: 1, tie: 'known', evidence: 'changed the service that alarms' };
  if (!graph) {
    return {
      value: UNKNOWN_CLOSENESS,
      tie: 'elsewhere',
      evidence: `changed ${changed}, not the service that alarms`,
    };
  }
  const hops = hopsBetween(alarming, changed, graph);
  if (hops === undefined)
    return { value: 0, tie: 'elsewhere', evidence: `changed ${changed}, which ${alarming} does not call` };
  const through = hops === 1 ? '' : ` through ${hops - 1} other${hops === 2 ? '' : 's'}`;
  return {
    value: 2 / (hops + 2),
    tie: 'known',
    evidence: `changed ${changed}, which ${alarming} calls${through}`,
  };
}

function hopsBetween(from: string, to: string, graph: CallGraph): number | undefined {
  const seen = new Set([from]);
  let level = [from];
  for (let hops = 1; level.length > 0; hops += 1) {
    level = level.flatMap((service) => graph[service] ?? []).filter((service) => !seen.has(service));
    if (level.includes(to)) return hops;
    for (const service of level) seen.add(service);
  }
  return undefined;
}
