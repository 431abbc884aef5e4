import { MOST_ANYWHERE, MOST_ELSEWHERE } from './options.js';
import type { Scored, Suspect } from './score.js';

/** Lets changes without a tie to the alarm share their suspicion, so that a busy hour does not hide the one that has it. */
export function shareSuspicion(suspects: readonly Suspect[]): Scored[] {
  const factors = {
    known: 1,
    elsewhere: factor(suspects, 'elsewhere', MOST_ELSEWHERE),
    anywhere: factor(suspects, 'anywhere', MOST_ANYWHERE),
  };
  return suspects.map(({ change, weight, evidence, tie }) => ({
    change,
    weight: weight * factors[tie],
    evidence,
  }));
}

/** Weighs them down as far as they are more than `most` that began with the onset. */
function factor(suspects: readonly Suspect[], tie: Suspect['tie'], most: number): number {
  const sharing = suspects.filter((suspect) => suspect.tie === tie && suspect.weight > 0);
  return Math.min(1, most / sharing.reduce((sum, { time }) => sum + time, 0));
}
