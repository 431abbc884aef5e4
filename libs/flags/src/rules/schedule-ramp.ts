import { exposureOfRamp } from '@hormesis/change';
import { type Decision, refuse } from '@hormesis/decider';
import { type DefinedFlag, type Flag, isDefined } from '../flag.js';
import type { FlagStatement } from '../flag-statement.js';
import { isUnderWay, type RampGuard, type RampReaction, type RampStep } from '../ramp/schedule.js';
import { concerns, type Reasons } from './concerns.js';
import { stepTo } from './step-to.js';
import { unknownFlag } from './unknown-flag.js';

export type ScheduleRamp = Pick<Reasons, 'reason'> & {
  variant: string;
  /** The share grows from step to step. */
  steps: readonly RampStep[];
  /** Without a service they are about the flag's own. */
  guards: readonly (Omit<RampGuard, 'service'> & { service?: string | undefined })[];
  onAnomaly: RampReaction;
};

/** Begins a ramp at its first step. The further ones follow by themselves, each after the one before was watched. */
export function scheduleRamp(flag: Flag, command: ScheduleRamp): Decision<FlagStatement> {
  if (!isDefined(flag)) return unknownFlag(flag);
  if (flag.definition.state === 'DISABLED') {
    return refuse('flag-off', `Flag ${flag.key} is off, so a ramp would reach nobody. Turn it on first.`);
  }
  if (isUnderWay(flag.schedule)) {
    return refuse('ramp-under-way', `A ramp of flag ${flag.key} is under way. Abort it first.`);
  }
  const { variant, steps, onAnomaly } = command;
  const [first] = steps;
  if (!first || !grows(steps)) {
    return refuse('steps-invalid', 'Give steps that grow, such as 1, 10, 50, 100 percent.');
  }
  const guards = guardsFor(flag, command.guards);
  if (!guards) {
    return refuse(
      'guard-without-service',
      `Flag ${flag.key} belongs to no service, so a guard must say whose metric it watches: http.errors@checkout.`,
    );
  }
  const from = shareWith(flag, variant);
  if (first.percentage < from) {
    return refuse(
      'step-too-low',
      `${from} % of the users have ${variant} already. Begin there or above, or take it from them first: a ramp only grows.`,
    );
  }
  const { reason } = command;
  const begun = stepTo(flag, { variant, percentage: first.percentage, step: 1, reason, offset: 1 });
  if ('refused' in begun) return begun;
  const data = { ...concerns(flag, { reason }), variant, steps: [...steps], guards, onAnomaly, from };
  return [{ name: 'featureflag.rampscheduled', subject: flag.key, data }, ...begun];
}

function grows(steps: readonly RampStep[]): boolean {
  return steps.every(({ percentage }, at) => percentage > (steps[at - 1]?.percentage ?? 0));
}

function guardsFor(flag: DefinedFlag, guards: ScheduleRamp['guards']): RampGuard[] | undefined {
  const { environment } = flag;
  const all = guards.flatMap((guard) => {
    const service = guard.service ?? flag.service;
    if (service === undefined) return [];
    return [{ ...(environment === undefined ? {} : { environment }), ...guard, service }];
  });
  return all.length === guards.length ? all : undefined;
}

/** Percent of the users that have the variant; a variant that gives nothing is taken as had by those of its last ramp. */
function shareWith({ definition, ramp }: DefinedFlag, variant: string): number {
  if (ramp?.variant === variant) return ramp.percentage;
  const gives = variant !== 'off' && definition.variants[variant] !== false;
  return gives ? (exposureOfRamp(definition, variant) ?? 0) : 0;
}
