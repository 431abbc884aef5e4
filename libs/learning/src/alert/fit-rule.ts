import { type Labels, labelKey } from '@hormesis/promql';
import { type Condition, type Dialect, type Firings, runRule, type Steps } from './run-rule.js';
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
  const { incident, quiet, looked, healthy } = sections;
  const run = (dialect: Dialect, steps: Steps) => runRule(variant, incident, dialect, steps);
  const three = run('3', looked);
  const began = quiet.at(-1)?.to ?? looked.from;
  const first = three.findIndex((labels) => labels.length > 0);
  if (first < 0 || looked.from + first <= began) return undefined;
  const two = run('2', looked);
  const both = three.findIndex((labels, n) => labels.length > 0 && keyOf(labels) === keyOf(two[n]));
  const firstOfTwo = two.findIndex((labels) => labels.length > 0);
  if (both < 0 || looked.from + firstOfTwo <= began) return undefined;
  if (quiet.slice(0, -1).some((steps) => fires(run('3', steps)) || fires(run('2', steps)))) return undefined;
  const firesFalsely = healthy.some(({ record }) =>
    (['2', '3'] as const).some((dialect) => fires(runRule(variant, record, dialect))),
  );
  if (firesFalsely) return undefined;
  const index = looked.from + both;
  return {
    variant,
    index,
    firesAtMs: timeOf(incident, index),
    labels: three[both] ?? [],
    silentAt: quiet.flatMap(({ from, to }) => spread(from, to)),
    tried,
  };
}

function fires(firings: Firings): boolean {
  return firings.some((labels) => labels.length > 0);
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
