import { classNamed } from './catalogue/all.js';
import { runSeed } from './run-seed.js';
import type { SeedResult } from './show/result.js';
import { seedResult } from './show/seed-result.js';
import { type Story, storyOf } from './tell/story.js';

/** One seed to live through, in plain values. */
export type Task = {
  seed: number;
  classes: readonly string[];
  warmUpDays: number;
  days: number;
  hasSentinel: boolean;
  /** Whether its story is wanted as events, too. */
  tell: boolean;
};

export type Done = { result: SeedResult; story: Story | undefined };

export async function perform(
  { seed, classes: names, tell, ...rounds }: Task,
  say: (line: string) => void,
): Promise<Done> {
  const classes = names.map(classNamed);
  const run = await runSeed(seed, { classes, ...rounds }, (line) => say(`seed ${seed}: ${line}`));
  return { result: seedResult(seed, run, classes, rounds.days), story: tell ? storyOf(run) : undefined };
}
