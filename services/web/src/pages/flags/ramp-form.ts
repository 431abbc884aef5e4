import type { Ramp } from '@hormesis/api';
import type { NewRamp } from '../../api/ramp-commands.js';
import { duration } from '../../format/duration.js';

export type RampForm = {
  variant: string;
  /** Percentages with commas between. */
  steps: string;
  /** Minutes for each step, or for all. */
  bake: string;
  metric: string;
  /** Percent of bad requests above which it stops. */
  worst: string;
  onAnomaly: Ramp['onAnomaly'];
  reason: string;
};

/** A careful ramp to begin from. */
export const emptyRamp = (variant: string): RampForm => ({
  variant,
  steps: '1, 10, 50, 100',
  bake: '10',
  metric: 'http.errors',
  worst: '',
  onAnomaly: 'pause',
  reason: '',
});

type Wrong = Partial<Record<'steps' | 'bake' | 'worst', string>>;

/** The ramp that the fields say; absent, with what is wrong, where they say none. */
export function rampOf(form: RampForm): { ramp?: NewRamp; wrong: Wrong } {
  const steps = numbers(form.steps);
  const bakes = numbers(form.bake);
  const worst = form.worst.trim() === '' ? undefined : Number(form.worst.replace(',', '.'));
  const grows = steps.every((step, at) => step > (steps[at - 1] ?? 0) && step <= 100);
  const wrong: Wrong = {
    ...(steps.length > 0 && grows ? {} : { steps: 'Shares that grow, up to 100, with commas between.' }),
    ...((bakes.length === 1 || bakes.length === steps.length) && bakes.every((bake) => bake > 0)
      ? {}
      : { bake: 'Minutes: one number for all steps, or one for each.' }),
    ...(worst === undefined || (worst >= 0 && worst <= 100) ? {} : { worst: 'From 0 to 100.' }),
  };
  if (Object.keys(wrong).length > 0) return { wrong };
  const metrics = form.metric
    .split(',')
    .map((metric) => metric.trim())
    .filter(Boolean);
  return {
    wrong,
    ramp: {
      variant: form.variant,
      steps: steps.map((percentage, at) => ({
        percentage,
        bakeSeconds: Math.max(1, Math.round((bakes[at] ?? bakes[0] ?? 1) * 60)),
      })),
      guards: metrics.map((metric) => ({
        metric,
        ...(worst === undefined ? {} : { worstRatio: worst / 100 }),
      })),
      onAnomaly: form.onAnomaly,
      ...(form.reason.trim() === '' ? {} : { reason: form.reason.trim() }),
    },
  };
}

/** A ramp in a sentence, for a last look before it begins. */
export function planWords({ steps, guards }: Pick<NewRamp, 'steps' | 'guards'>): string {
  const total = steps.reduce((sum, { bakeSeconds }) => sum + bakeSeconds * 1000, 0);
  const shares = steps.map(({ percentage }) => `${percentage}\u00a0%`).join(', ');
  const watched =
    guards.length === 0 ? 'Without a guard, time alone decides.' : 'It holds while a guard is not measured.';
  return `${shares}; complete in ${duration(total)} if all goes well. ${watched}`;
}

function numbers(text: string): number[] {
  return text
    .split(/[\s,;]+/)
    .filter(Boolean)
    .map(Number)
    .map((value) => (Number.isFinite(value) ? value : -1));
}
