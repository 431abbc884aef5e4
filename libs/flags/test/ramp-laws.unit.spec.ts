import { isRefusal } from '@hormesis/decider';
import { happened } from '@hormesis/decider/testing';
import {
  abortRamp,
  advanceRamp,
  type Flag,
  FlagSet,
  type FlagStatement,
  flagDecider,
  flipFlag,
  freshMs,
  type GuardReading,
  guardRamp,
  pauseRamp,
  resumeRamp,
  scheduleRamp,
} from '@hormesis/flags';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { key, onOff } from './given-flags.js';

const bakeSeconds = 30;
const shares = [1, 10, 25.5, 50, 100];
const users = Array.from({ length: 40 }, (_, n) => `user-${n}`);

type Move =
  | { do: 'wait'; seconds: number; reading: { total: number; bad: number; ageMs: number } | null }
  | { do: 'pause' | 'guardian' | 'resume' | 'off' | 'on' | 'anomaly' | 'abort' };

const reading = fc.record({
  total: fc.integer({ min: 0, max: 60 }),
  bad: fc.integer({ min: 0, max: 3 }),
  ageMs: fc.integer({ min: -5_000, max: freshMs * 2 }),
});
const wait = fc.record({
  do: fc.constant('wait' as const),
  seconds: fc.integer({ min: 0, max: 70 }),
  reading: fc.option(reading),
});
const other = fc.record({
  do: fc.constantFrom(...(['pause', 'guardian', 'resume', 'off', 'on', 'anomaly', 'abort'] as const)),
});
const moves: fc.Arbitrary<Move[]> = fc.array(fc.oneof({ weight: 6, arbitrary: wait }, other), {
  maxLength: 40,
});

/** A flag, the clock, and every event that a move led to. */
class World {
  flag: Flag = flagDecider.initial(key);
  nowMs = Date.parse('2026-01-05T10:00:00Z');
  private events = 0;

  constructor() {
    this.state({ name: 'featureflag.defined', subject: key, data: { definition: onOff, revision: 1 } });
    const guards = [{ metric: 'http.errors', service: 'checkout', worstRatio: 0.05 }];
    const steps = shares.map((percentage) => ({ percentage, bakeSeconds }));
    this.decide((flag) => scheduleRamp(flag, { variant: 'on', steps, guards, onAnomaly: 'pause' }));
  }

  decide(rule: (flag: Flag) => ReturnType<typeof advanceRamp>): readonly FlagStatement[] {
    const decision = rule(this.flag);
    if (isRefusal(decision)) return [];
    for (const statement of decision) this.state(statement);
    return decision;
  }

  readings({ reading }: Move & { do: 'wait' }): GuardReading[] {
    if (!reading) return [];
    const newest = new Date(this.nowMs - reading.ageMs).toISOString();
    return [{ total: reading.total, bad: reading.bad, newest }];
  }

  private state(statement: FlagStatement): void {
    const time = new Date(this.nowMs).toISOString();
    this.events += 1;
    const event = { ...happened(statement, this.events), time };
    this.flag = flagDecider.evolve(this.flag, event);
  }
}

function make(world: World, move: Move): readonly FlagStatement[] {
  switch (move.do) {
    case 'wait': {
      world.nowMs += move.seconds * 1_000;
      const readings = world.readings(move);
      return world.decide((flag) => advanceRamp(flag, { now: new Date(world.nowMs), readings }));
    }
    case 'pause':
      return world.decide((flag) => pauseRamp(flag, { by: 'person' }));
    case 'guardian':
      return world.decide((flag) => pauseRamp(flag, { by: 'guardian', action: 'act-1' }));
    case 'resume':
      return world.decide((flag) => resumeRamp(flag, { by: 'person' }));
    case 'off':
      return world.decide((flag) => flipFlag(flag, { state: 'DISABLED' }));
    case 'on':
      return world.decide((flag) => flipFlag(flag, { state: 'ENABLED' }));
    case 'abort':
      return world.decide((flag) => abortRamp(flag, { by: 'person' }));
    case 'anomaly': {
      const at = new Date(world.nowMs).toISOString();
      const place = { service: 'checkout', environment: 'production', metric: 'http.errors' };
      return world.decide((flag) => guardRamp(flag, { ...place, onset: at, detected: at }));
    }
  }
}

const isStep = ({ name }: FlagStatement) => name === 'featureflag.ramped';

function haveIt(flag: Flag): Set<string> {
  const set = new FlagSet();
  set.apply(flag);
  const has = (targetingKey: string) => {
    const evaluation = set.evaluate(key, { targetingKey });
    return 'value' in evaluation && evaluation.value === true;
  };
  return new Set(users.filter(has));
}

describe('a ramp, whatever happens to it', () => {
  it('never skips a step, and takes one only after a whole bake with fresh, sufficient and good data', () => {
    fc.assert(
      fc.property(moves, (made) => {
        const world = new World();
        for (const move of made) {
          const before = world.flag;
          const stated = make(world, move);
          if (move.do === 'abort' || !stated.some(isStep)) continue;
          expect(move.do).toBe('wait');
          const { schedule } = before;
          expect(schedule?.phase).toBe('running');
          expect(before.definition?.state).toBe('ENABLED');
          expect(world.flag.schedule?.step).toBe((schedule?.step ?? 0) + 1);
          expect(world.flag.ramp?.percentage).toBe(shares[schedule?.step ?? 0]);
          expect(world.nowMs - Date.parse(schedule?.bakeFrom ?? '')).toBeGreaterThanOrEqual(
            bakeSeconds * 1_000,
          );
          const { reading } = move as Move & { do: 'wait' };
          expect(reading?.total).toBeGreaterThanOrEqual(20);
          expect(reading?.ageMs).toBeLessThanOrEqual(freshMs);
          expect((reading?.bad ?? 0) / (reading?.total ?? 1)).toBeLessThanOrEqual(0.05);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('takes the variant from nobody, unless somebody turns the flag off or aborts', () => {
    fc.assert(
      fc.property(moves, (made) => {
        const world = new World();
        let had = haveIt(world.flag);
        for (const move of made) {
          const stated = make(world, move);
          const has = stated.length === 0 ? had : haveIt(world.flag);
          const lowers = ['off', 'abort'].includes(move.do);
          if (!lowers) for (const user of had) expect(has).toContain(user);
          had = has;
        }
      }),
      { numRuns: 100 },
    );
  });

  it('decides the same again: to ask twice at one instant states nothing more', () => {
    fc.assert(
      fc.property(moves, (made) => {
        const world = new World();
        for (const move of made) {
          make(world, move);
          if (move.do !== 'wait') continue;
          const again = make(world, { ...move, seconds: 0 });
          expect(again.filter(isStep)).toEqual([]);
        }
      }),
      { numRuns: 100 },
    );
  });
});
