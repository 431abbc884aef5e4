/** Seeds to score by and seeds to calibrate by: no run is used for both. */
export type Use = 'score' | 'train';

/** The seed of the nth run of a scenario (FNV-1a of its name, so that scenarios differ in more than their harm). */
export function seedOf(scenario: string, use: Use, n: number): number {
  let hash = 0x811c9dc5;
  for (const letter of `${use} ${scenario} ${n}`) hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193);
  return hash >>> 0;
}
