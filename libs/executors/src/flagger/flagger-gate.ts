import type { Verdict } from '../gate/verdict.js';

/** The webhooks of Flagger that are gates (docs.flagger.app/usage/webhooks). */
export const flaggerGates = [
  'confirm-rollout',
  'confirm-traffic-increase',
  'confirm-promotion',
  'rollback',
] as const;
export type FlaggerGate = (typeof flaggerGates)[number];

export type GateReply = {
  status: 200 | 403;
  body: { verdict: Verdict['verdict']; reasons: readonly string[] };
};

/**
 * How a gate answers. Flagger goes on at 200 and holds at anything else, an error of ours too; of `rollback` it is the other
 * way round: 200 takes the canary back, and anything else does nothing.
 */
export function answerGate(gate: FlaggerGate, { verdict, reasons }: Verdict): GateReply {
  const passes = gate === 'rollback' ? verdict === 'rollback' : verdict === 'go';
  return { status: passes ? 200 : 403, body: { verdict, reasons } };
}
