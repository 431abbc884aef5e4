import type { Candidate, Change } from '@hormesis/change';
import { pauseTargetOf, targetOf } from '../target-of.js';
import { type Blast, blastOf } from './blast-radius.js';
import {
  type Doubt,
  doubtsAboutNow,
  doubtsAboutTakingBack,
  doubtsAboutTheCause,
  doubtsAboutTheGuard,
  doubtsAboutTheRung,
  drillDoubts,
} from './doubts.js';
import type { Ladder } from './ladder.js';
import type { WhatWasNoticed } from './named-cause.js';
import { type Policy, policyFor } from './policy-for.js';
import type { Step } from './step.js';

export type Place = { service: string; environment: string };

/** A drill at a place, or one that has ended so lately that its harm may still be felt. */
export type DrillHere = { id: string; isOver: boolean };

export type Circumstances = {
  ladder: Ladder;
  /** The environment that alarms. */
  environment: string;
  /** The service that alarms. */
  service: string;
  /** What changed lately. */
  changes: readonly Change[];
  now: Date;
  /** How late the anomaly is told: `late`, to act alone; `history`, to do anything. */
  told?: 'in-time' | 'late' | 'history';
  /** How many services call one, where that is known. */
  callersOf?: (service: string) => number | undefined;
  /** What noticed it, where that matters: a guard alone is no witness against a change. */
  noticed?: WhatWasNoticed;
  /** Which drill is under way at a place; of the environment `*`: in any. */
  drillAt?: (place: Place) => DrillHere | undefined;
};

export type Judgement = {
  /** What speaks against the most likely change, in a sentence for people. */
  suspicion: string;
  /** What is to be done, in this order; at most one step is done alone. None: no change stands out, or policy is to observe. */
  steps: readonly Step[];
  /** What people should know where there is no way back. */
  note?: string;
};

/**
 * Whether the most likely change is to be taken back, how far, and by whom. The guardian acts alone only when nothing
 * speaks against it; else it says what does. Where it may not take a change back, it may still pause one that is on its
 * way to more users.
 */
export function judge(candidates: readonly Candidate[], circumstances: Circumstances): Judgement {
  const [first] = candidates;
  const change = first?.change;
  if (!first || !change) return { suspicion: 'Most likely no change did it.', steps: [] };
  const suspicion = `${change.summary} ${first.evidence[0] ?? ''} (probability ${first.probability.toFixed(2)}).`;
  const place = placeTouched(change, circumstances);
  const policy = policyFor(
    circumstances.ladder.policies,
    { ...place, kind: change.kind },
    circumstances.ladder.otherwise,
  );
  if (policy.rung === 'observe' || circumstances.told === 'history') return { suspicion, steps: [] };
  const places = [place, circumstances, ...everywhere(change, place)];
  const whatever = [
    ...doubtsAboutTheCause(candidates),
    ...doubtsAboutTheGuard(change, circumstances),
    ...doubtsAboutNow(policy, places, circumstances),
  ];
  const step = stepMaker(suspicion, change, policy, drillDoubts(places, circumstances));
  const pauseTarget = pauseTargetOf(change, circumstances.environment);
  const pause = pauseTarget && step(pauseTarget, [...doubtsAboutTheRung(policy, 'pause'), ...whatever]);
  const back = targetOf(change, circumstances.environment);
  if (!back) {
    const note = `${suspicion} ${whyNoWayBack(change)}: a person should look at ${nameOf(change)}.`;
    return { suspicion, steps: pause ? [pause] : [], note };
  }
  const blast = blastOf(back, change, circumstances.changes, callersOf(change, circumstances));
  const main = step(
    back,
    [
      ...doubtsAboutTakingBack(back, change, blast, circumstances.ladder.marks),
      ...doubtsAboutTheRung(policy, back.kind),
      ...whatever,
    ],
    blast,
  );
  return { suspicion, steps: pause && goesFurther(pause, main) ? [pause, main] : [main] };
}

function stepMaker(suspicion: string, change: Change, policy: Policy, drill: readonly Doubt[]) {
  const { service, environment, changeKind, dryRun } = policy;
  return (target: Step['target'], doubts: readonly Doubt[], blast?: Blast): Step => {
    const common = {
      target,
      change,
      rule: { service, environment, changeKind },
      ...(blast === undefined ? {} : { blast: blast.radius }),
    };
    const against = [...doubts, ...drill];
    if (doubts.length > 0) {
      return {
        ...common,
        how: 'recommend',
        reason: [suspicion, ...against.map(({ sentence }) => sentence)].join(' '),
        withheld: against.map(({ code }) => code),
      };
    }
    const reason = `${suspicion} Policy lets the guardian act.`;
    if (!dryRun && drill.length === 0) return { ...common, how: 'act', reason, withheld: [] };
    const because = [...drill.map(({ sentence }) => sentence), 'This is a dry run: it would have acted.'];
    return {
      ...common,
      how: 'recommend',
      reason: [reason, ...because].join(' '),
      withheld: [...drill.map(({ code }) => code), ...(dryRun ? ['dry-run'] : [])],
      dryRun: true,
    };
  };
}

/** Whether the guardian pauses alone where it may not take back alone. */
function goesFurther(pause: Step, main: Step): boolean {
  const alone = ({ how, dryRun }: Step) => how === 'act' || dryRun === true;
  return alone(pause) && !alone(main);
}

/** Where an action would be felt: where the change is, else where it alarms. */
function placeTouched(change: Change, { service, environment }: Circumstances) {
  return { service: change.service ?? service, environment: change.environment ?? environment };
}

/** A flag of no environment is turned off in all of them. */
function everywhere({ kind, environment }: Change, { service }: { service: string }) {
  return kind === 'flag' && environment === null ? [{ service, environment: '*' }] : [];
}

function callersOf(change: Change, { callersOf: known }: Circumstances): number | undefined {
  return change.service === null ? undefined : known?.(change.service);
}

function whyNoWayBack({ kind }: Change): string {
  return kind === 'flag' ? 'The guardian only turns flags off' : 'It is marked as not to be taken back';
}

function nameOf({ subject, version }: Change): string {
  return version === undefined ? subject : `${subject} ${version}`;
}
