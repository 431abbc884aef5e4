import { type DataOf, rungs } from '@hormesis/events';

/** How far the guardian goes alone: it watches, recommends, pauses, turns flags off, rolls back. */
export type Rung = DataOf<'policy.changed'>['rung'];

/** Whether a rung reaches as far as another. */
export function reaches(rung: Rung, wanted: Rung): boolean {
  return rungs.indexOf(rung) >= rungs.indexOf(wanted);
}

/** One further; `undefined` behind the last. */
export function rungAbove(rung: Rung): Rung | undefined {
  return rungs[rungs.indexOf(rung) + 1];
}

/** One less far. Nobody falls below `recommend` by measurement: who only watches could never earn it back. */
export function rungBelow(rung: Rung): Rung | undefined {
  return reaches(rung, 'pause') ? rungs[rungs.indexOf(rung) - 1] : undefined;
}
