import type { Random } from '../fleet/random.js';
import { type Client, Refused } from '../sending/client.js';
import type { Pace } from './pace.js';
import type { ServiceState } from './service-state.js';

/** The fleet while it lives. */
export type Fleet = {
  states: readonly ServiceState[];
  client: Client;
  random: Random;
  pace: Pace;
  /** How often something has gone wrong. */
  faults: number;
  signal: AbortSignal;
  say(line: string): void;
};

/** A person may have removed a flag of the fleet’s, say: then it goes on without what was refused. */
export async function unlessRefused(
  { say }: Pick<Fleet, 'say'>,
  work: () => Promise<unknown>,
): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    if (!(error instanceof Refused) || error.forGood) throw error;
    say(`The server refused: ${error.message}`);
    return false;
  }
}
