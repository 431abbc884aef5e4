import { type Refusal, refuse } from '@hormesis/decider';
import type { Drill } from './drill.js';

type Ordered = Exclude<Drill, { phase: 'none' }>;

/** What every later event of a drill repeats, so that it can be read alone. */
export function whereOf({ order: { service, environment } }: Ordered) {
  return { service, environment };
}

export function unknownDrill({ id }: Drill): Refusal {
  return refuse('drill-not-found', `There is no drill ${id}. \`GET /api/drills\` lists them.`);
}
