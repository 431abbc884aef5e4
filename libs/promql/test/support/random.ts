/** Numbers from a seed, the same every time: mulberry32. */
export type Random = {
  next: () => number;
  /** From 0 up to before `count`. */
  below: (count: number) => number;
  chance: (probability: number) => boolean;
  of: <T>(choices: readonly T[]) => T;
};

export function random(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    next,
    below: (count) => Math.floor(next() * count),
    chance: (probability) => next() < probability,
    of: (choices) => choices[Math.floor(next() * choices.length)] as (typeof choices)[number],
  };
}
