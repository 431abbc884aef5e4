import type { Proposer } from '@hormesis/events';
import type { RampGuard, RampReaction, RampStep } from '@hormesis/flags';

/** What an accepted proposal is, once it is in force. */
export type Applied = { id: string; proposer: Proposer; title: string; service: string; taughtBy: string };

/** How changes of a service reach users from now on. */
export type RampPolicy = Applied & {
  /** What it is about: releases and settings, or flags. */
  of: 'deployment' | 'flag';
  steps: readonly RampStep[];
  guards: readonly Omit<RampGuard, 'cohort'>[];
  onAnomaly: RampReaction;
};

/** A regression test that is sent to each preview of a service. */
export type PreviewTest = Applied & { fails(preview: Preview): Promise<boolean> };

/** A deployment that nobody uses yet. */
export type Preview = { answer(request: PreviewRequest): PreviewAnswer };
export type PreviewRequest = { method: string; path: string; body?: string | undefined };
export type PreviewAnswer = { status: number; body: string } | undefined;

/** A rule of Prometheus, evaluated by the product’s own engine; answers those that begin to fire. */
export type AlertRules = { evaluate(at: number): readonly Fired[] };
export type Fired = {
  guard: Applied;
  service: string;
  metric: string;
  /** Whose requests, where the labels say so. */
  cohort?: string | undefined;
  since: number;
};

export type Guards = {
  ramps: readonly RampPolicy[];
  tests: readonly PreviewTest[];
  alerts: AlertRules | undefined;
};

export const noGuards: Guards = { ramps: [], tests: [], alerts: undefined };
