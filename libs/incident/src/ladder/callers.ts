import type { CallGraph } from '@hormesis/change';

/** How many services call one, by a call graph; not known without one. */
export function callersIn(graph: CallGraph | undefined): (service: string) => number | undefined {
  return (service) =>
    graph &&
    Object.entries(graph).filter(([caller, called]) => caller !== service && called.includes(service)).length;
}
