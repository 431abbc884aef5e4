import type { Proposer } from '@hormesis/events';
import { draftBurnRate } from './alert/draft-burn-rate.js';
import { draftCohortRatio } from './alert/draft-cohort-ratio.js';
import { draftSeasonal } from './alert/draft-seasonal.js';
import { draftSilence } from './alert/draft-silence.js';
import { draftThreshold } from './alert/draft-threshold.js';
import { assembleCase } from './case/assemble-case.js';
import type { IncidentCase } from './case/incident-case.js';
import { draftBakeTime } from './flag-default/draft-bake-time.js';
import { draftGate } from './flag-default/draft-gate.js';
import { draftGuardMetric } from './flag-default/draft-guard-metric.js';
import { draftOffOnFailure } from './flag-default/draft-off-on-failure.js';
import { draftRampSteps } from './flag-default/draft-ramp-steps.js';
import type { LearningContext, Lesson } from './lesson.js';
import {
  type Abstention,
  type Draft,
  kindOfProposer,
  type Proposed,
  proposed,
  type Withheld,
  withheld,
} from './outcome.js';
import { guardFirings, overlapsWith } from './overlap/overlaps-with.js';
import { kindsByWorth } from './preference.js';
import { proposalId } from './proposal/proposal-id.js';
import { draftConfiguration } from './replay/draft-configuration.js';
import { draftContract } from './replay/draft-contract.js';
import { draftReplay } from './replay/draft-replay.js';

const proposers: readonly (readonly [Proposer, (lesson: Lesson) => Draft | Abstention])[] = [
  ['threshold', draftThreshold],
  ['seasonal', draftSeasonal],
  ['burn-rate', draftBurnRate],
  ['silence', draftSilence],
  ['cohort-ratio', draftCohortRatio],
  ['gate', draftGate],
  ['off-on-failure', draftOffOnFailure],
  ['ramp-steps', draftRampSteps],
  ['bake-time', draftBakeTime],
  ['guard-metric', draftGuardMetric],
  ['replay', draftReplay],
  ['configuration', draftConfiguration],
  ['contract', draftContract],
];

/**
 * All that an incident teaches: one answer of each proposer. What is proposed comes first, the kind that fits the fault
 * best before the others, and within a kind the best before those that could stand in its place.
 */
export function propose(
  incident: IncidentCase,
  context: LearningContext = {},
): readonly (Proposed | Withheld)[] {
  const lesson = lessonOf(incident, context);
  const asked = proposers.filter(([proposer]) => context.only?.includes(proposer) ?? true);
  const answers = asked.map(([proposer, draft]) => ({ proposer, answer: draft(lesson) }));
  const drafts = answers.flatMap(({ proposer, answer }) =>
    'because' in answer ? [] : [{ proposer, draft: answer }],
  );
  const order = kindsByWorth(lesson.assembled.class);
  const ranked = order.flatMap((kind) =>
    drafts
      .filter(({ proposer }) => kindOfProposer[proposer] === kind)
      .sort((a, b) => b.draft.rank - a.draft.rank),
  );
  const abstentions = answers.flatMap(({ proposer, answer }) =>
    'because' in answer ? [withheld(proposer, incident, answer)] : [],
  );
  const best = new Map(
    order.map((kind) => [kind, ranked.find(({ proposer }) => kindOfProposer[proposer] === kind)?.proposer]),
  );
  const firings = guardFirings(lesson);
  const proposals = ranked.map(({ proposer, draft }) => {
    const main = best.get(kindOfProposer[proposer]);
    return proposed(proposer, incident, draft, {
      fingerprint: lesson.assembled.fingerprint,
      overlaps: overlapsWith(lesson, kindOfProposer[proposer], draft.files, firings),
      ...(main === undefined || main === proposer ? {} : { alternativeTo: proposalId(incident.id, main) }),
    });
  });
  return [...proposals, ...abstentions];
}

function lessonOf(incident: IncidentCase, context: LearningContext): Lesson {
  const { assembled, guards = [], callees = [], history = [], healthy = [] } = context;
  return {
    incident,
    assembled: assembled ?? assembleCase(incident, { callees }),
    guards,
    callees,
    history,
    healthy,
  };
}
