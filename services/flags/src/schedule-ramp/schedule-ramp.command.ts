import type { CommandAccepted } from '@hormesis/api';
import { type Principal, rampGuard, rampReaction, rampStep } from '@hormesis/events';
import { Command } from '@nestjs/cqrs';
import { z } from 'zod';
import { reason } from '../flag-streams/flag-key.js';

const guard = z.strictObject({
  ...rampGuard.shape,
  service: rampGuard.shape.service.optional().meta({ description: 'Default: the service of the flag.' }),
});

export const scheduleRampBody = z
  .strictObject({
    variant: z.string().min(1),
    steps: z.array(z.strictObject(rampStep.shape)).min(1).max(100).meta({ description: 'The share grows.' }),
    guards: z.array(guard).max(20).default([]).meta({
      description: 'What must stay well. None: time alone decides, and anomalies of the flag’s own service.',
    }),
    onAnomaly: rampReaction
      .default('pause')
      .meta({ description: 'When a guard goes bad: stay at the step, or turn the flag off.' }),
    reason: reason.optional(),
  })
  .meta({ id: 'ScheduleRamp' });
export type ScheduleRampBody = z.infer<typeof scheduleRampBody>;

export class ScheduleRamp extends Command<CommandAccepted> {
  constructor(
    readonly key: string,
    readonly ramp: ScheduleRampBody,
    readonly actor: Principal,
  ) {
    super();
  }
}
