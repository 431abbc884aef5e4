import { type Refusal, refuse } from '@hormesis/decider';
import type { Flag } from '../flag.js';

export function noRamp({ key, schedule }: Flag): Refusal {
  const why = schedule ? `its last one was ${schedule.phase}` : 'none was scheduled';
  return refuse('ramp-none', `No ramp of flag ${key} is under way: ${why}.`);
}
