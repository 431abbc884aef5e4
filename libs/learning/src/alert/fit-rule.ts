import type { Labels } from '@hormesis/promql';
import { labelKey } from '@hormesis/promql';
import { type Condition, type Firings, runRule } from './run-rule.js';
import type { Sections } from './sections.js';
import { timeOf } from './signal-record.js';

/** The variant that was chosen, and when it fires. */
export type Fitted<V extends Condition> = {
  variant: V;
  /** The step at which it fires in the incident first, in Prometheus 2 as in Prometheus 3. */
  index: number;
  firesAtMs: number;
  labels: readonly Labels[];
  /** Steps at which it is silent, evenly spread over the normal part. */
  silentAt: readonly number[];
  /** How many variants were compared. */
  tried: number;
};

const silentChecks = 6;

/**
 * Chooses among variants of a rule, the calmest first: the calmest that fires in the first half of the time that the
 * incident took to be detected; else the calmest that fires before it was detected; else the one that fires first. Those
 * that fire in the normal part, or at a healthy change, are out. It looks at nothing after the incident’s end.
 */
export function fitRule<V extends Condition>(
  variants: readonly V[],
  sections: Sections,
  { onsetMs, detectedMs }: { onsetMs: number; detectedMs: number },
): Fitted<V> | undefined {
  const fits = variants.flatMap((variant) => fitOne(variant, sections, variants.length) ?? []);
  const halfway = onsetMs + (detectedMs - onsetMs) / 2;
  return (
    fits.find(({ firesAtMs }) => firesAtMs <= halfway) ??
    fits.find(({ firesAtMs }) => firesAtMs < detectedMs) ??
    fits.reduce<Fitted<V> | undefined>(
      (first, fit) => (first === undefined || fit.firesAtMs < first.firesAtMs ? fit : first),
      undefined,
    )
  );
}

function fitOne<V extends Condition>(variant: V, sections: Sections, tried: number): Fitted<V> | undefined {
  const { incident, quiet, last, healthy } = sections;
  const three = runRule(variant, incident, '3');
  const index = firstFiring(three, quiet.to + 1, last);
  if (index === undefined || firesWithin(three, quiet)) return undefined;
  const two = runRule(variant, incident, '2');
  if (firesWithin(two, quiet)) return undefined;
  const both = firstAlike(two, three, index, last);
  if (both === undefined) return undefined;
  const firesFalsely = healthy.some(({ record }) =>
    (['2', '3'] as const).some((dialect) =>
      runRule(variant, record, dialect).some((labels) => labels.length > 0),
    ),
  );
  if (firesFalsely) return undefined;
  return {
    variant,
    index: both,
    firesAtMs: timeOf(incident, both),
    labels: three[both] ?? [],
    silentAt: spread(quiet.from, quiet.to),
    tried,
  };
}

function firstFiring(firings: Firings, from: number, to: number): number | undefined {
  for (let index = from; index <= to; index++) if ((firings[index]?.length ?? 0) > 0) return index;
  return undefined;
}

function firesWithin(firings: Firings, { from, to }: { from: number; to: number }): boolean {
  return firstFiring(firings, from, to) !== undefined;
}

/** The first step at which the same alerts fire in both. */
function firstAlike(two: Firings, three: Firings, from: number, to: number): number | undefined {
  for (let index = from; index <= to; index++) {
    if ((two[index]?.length ?? 0) > 0 && keyOf(two[index]) === keyOf(three[index])) return index;
  }
  return undefined;
}

function keyOf(labels: readonly Labels[] = []): string {
  return labels.map(labelKey).sort().join('\n');
}

/** A few steps, evenly spread, both ends among them. */
export function spread(from: number, to: number): number[] {
  const steps = Array.from({ length: silentChecks }, (_, n) =>
    Math.round(from + (n * (to - from)) / (silentChecks - 1)),
  );
  return [...new Set(steps)];
}
