import type { GuardFigures } from './figures-of.js';

/** Fewer firings say too little about a guard. */
export const fewestFirings = 5;
/** A guard of which fewer than one firing in five is right costs more attention than it gives. */
export const leastPrecision = 0.2;
/** A new guard is given so much time. */
export const fewestWeeks = 2;

/** Share of the firings that were right; `null`: it has not fired. */
export function precisionOf({ fired, rightly }: GuardFigures): number | null {
  return fired === 0 ? null : rightly / fired;
}

/** Why a guard is proposed to be taken out of force; `undefined`: it is not. */
export function whyRetire(figures: GuardFigures): string | undefined {
  const { fired, rightly, weeks } = figures;
  const precision = precisionOf(figures);
  if (precision === null || fired < fewestFirings || weeks < fewestWeeks) return undefined;
  if (precision >= leastPrecision) return undefined;
  const right = rightly === 0 ? 'never' : rightly === 1 ? 'once' : `${rightly} times`;
  return `It fired ${fired} times in ${weeks.toFixed(1)} weeks, and was right ${right}.`;
}
