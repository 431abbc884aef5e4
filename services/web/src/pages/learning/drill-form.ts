import type { FailureClassSummary, StartDrill } from '@hormesis/api';

export type DrillForm = {
  environment: string;
  seconds: string;
  share: string;
  reason: string;
  anyway: boolean;
};

/** Silence concerns all requests or none; of the others a third is enough to be noticed. */
export const emptyDrill = (failure: FailureClassSummary['class']['failure']): DrillForm => ({
  environment: '',
  seconds: '120',
  share: failure === 'silence' ? '100' : '30',
  reason: '',
  anyway: false,
});

/** The drill that a form asks for, or what is wrong with it. */
export function drillOf(
  fingerprint: string,
  form: DrillForm,
): { drill: Partial<StartDrill> | undefined; wrong: { seconds?: string; share?: string } } {
  const seconds = Number(form.seconds);
  const share = Number(form.share);
  const wrong = {
    ...(Number.isInteger(seconds) && seconds >= 1 && seconds <= 3600
      ? {}
      : { seconds: 'From 1 to 3600, in whole seconds.' }),
    ...(share > 0 && share <= 100 ? {} : { share: 'More than 0, at most 100.' }),
  };
  if (Object.keys(wrong).length > 0) return { drill: undefined, wrong };
  const [environment, reason] = [form.environment.trim(), form.reason.trim()];
  return {
    drill: {
      fingerprint,
      seconds,
      intensity: share / 100,
      ...(environment === '' ? {} : { environment }),
      ...(reason === '' ? {} : { reason }),
      ...(form.anyway ? { anyway: true } : {}),
    },
    wrong,
  };
}
