import type { Ramp } from '@hormesis/api';
import { at } from './commands.js';
import { send } from './http.js';

export type NewRamp = Pick<Ramp, 'variant' | 'steps' | 'onAnomaly'> & {
  guards: { metric: string; service?: string; environment?: string; worstRatio?: number }[];
  reason?: string;
};

export const scheduleRamp = (key: string, ramp: NewRamp) => send('PUT', at('flags', key, 'ramp'), ramp);

export type RampOrder = 'pause' | 'resume' | 'abort';
export const controlRamp = (key: string, order: RampOrder, reason: string, more: { keep?: boolean } = {}) =>
  send('POST', at('flags', key, 'ramp', order), { ...more, ...(reason === '' ? {} : { reason }) });
