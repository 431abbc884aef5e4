import { z } from 'zod';
import { defineEvent } from '../catalogue/define-event.js';
import { artefactFile, proposalKind, proposer } from './artefact.js';
import { artefactCheck, backtestReport } from './backtest.js';
import { environment, instant, service } from './reference.js';

const base = { vocabulary: 'cdeventsx', topic: 'hormesis.learning', custom: z.object({}) } as const;
const first = { ...base, version: '0.1.0' } as const;
const of = { service, environment: environment.optional(), incident: z.string().min(1) };

const said = {
  ...of,
  kind: proposalKind,
  class: z.enum(['prevents', 'detects-earlier', 'limits']),
  title: z.string().min(1).meta({ description: 'Verb first, one line.' }),
  rationale: z.string().min(1),
  files: z.array(artefactFile).min(1),
  evidence: z.array(z.string().min(1)).min(1).meta({ description: 'Ids of the events it was made of.' }),
  fingerprint: z.string().min(1).meta({ description: 'The class of failure, the same for each recurrence.' }),
  verification: z.string().min(1).meta({ description: 'How one will know that it works.' }),
};

const defaultProposer = { alert: 'threshold', 'flag-default': 'gate', test: 'replay' } as const;

const overlap = z.object({
  guard: z.string().min(1).meta({ description: 'The proposal that became the guard.' }),
  says: z.string().min(1).meta({ description: 'What it covers already.' }),
});

export const proposalProposed = defineEvent({
  ...base,
  version: '0.2.0',
  name: 'proposal.proposed',
  description: 'An incident taught a test, an alert or a flag default. The subject is the proposal’s id.',
  content: z.object({
    ...said,
    proposer: proposer.meta({ description: 'Which proposer made it.' }),
    instance: z.string().min(1).meta({ description: 'What exactly would have been caught: this incident.' }),
    generalised: z.string().min(1).meta({ description: 'What it catches one step more general.' }),
    overlaps: z
      .array(overlap)
      .meta({ description: 'Guards in force that cover a part of it already, by proposal id.' }),
    alternativeTo: z
      .string()
      .optional()
      .meta({ description: 'The better proposal of the same kind from the same incident.' }),
    variantsTried: z
      .number()
      .int()
      .min(1)
      .meta({ description: 'How many variants were compared before this one was chosen.' }),
    fittedUntil: instant
      .optional()
      .meta({ description: 'What was recorded until then was used to choose it.' }),
  }),
  earlier: [
    {
      version: '0.1.0',
      content: z.object(said),
      custom: z.object({}),
      upcast: ({ content, ...rest }) => ({
        ...rest,
        content: {
          ...content,
          proposer: defaultProposer[content.kind as keyof typeof defaultProposer],
          instance: content.title,
          generalised: content.title,
          overlaps: [],
          variantsTried: 1,
        },
      }),
    },
  ],
});

export const proposalWithheld = defineEvent({
  ...base,
  version: '0.2.0',
  name: 'proposal.withheld',
  description: 'What the incident’s data does not allow to propose, and what is missing.',
  content: z.object({
    ...of,
    kind: proposalKind,
    proposer: proposer.meta({ description: 'Which proposer abstained.' }),
    reason: z.string().min(1),
    evidence: z.array(z.string()),
  }),
  earlier: [
    {
      version: '0.1.0',
      content: z.object({
        ...of,
        kind: proposalKind,
        reason: z.string().min(1),
        evidence: z.array(z.string()),
      }),
      custom: z.object({}),
      upcast: ({ content, ...rest }) => ({
        ...rest,
        content: { ...content, proposer: defaultProposer[content.kind as keyof typeof defaultProposer] },
      }),
    },
  ],
});

export const proposalBacktested = defineEvent({
  ...first,
  name: 'proposal.backtested',
  description:
    'The artefact was checked by the tools it is made for, and replayed over the recorded log. The newest one counts.',
  content: z.object({
    ...of,
    report: backtestReport.meta({ description: 'What the replay showed.' }),
    checks: z.array(artefactCheck).meta({ description: 'What the tools said.' }),
  }),
});

export const proposalEdited = defineEvent({
  ...first,
  name: 'proposal.edited',
  description: 'A person changed the artefact. What was backtested before is no longer what is proposed.',
  content: z.object({ ...of, files: z.array(artefactFile).min(1), note: z.string().optional() }),
});

export const proposalAssigned = defineEvent({
  ...first,
  name: 'proposal.assigned',
  description: 'Somebody is to see to it, by a day if one is named.',
  content: z.object({
    ...of,
    owner: z.string().min(1).meta({ description: 'A team or a person, as your organisation calls them.' }),
    due: instant.optional().meta({ description: 'Until when.' }),
  }),
});

export const proposalAccepted = defineEvent({
  ...first,
  name: 'proposal.accepted',
  description: 'A person accepted the proposal. It is in force only once it is seen to be applied.',
  content: z.object({ ...of, note: z.string().optional() }),
});

export const proposalRejected = defineEvent({
  ...first,
  name: 'proposal.rejected',
  description: 'A person rejected the proposal, with a reason.',
  content: z.object({ ...of, reason: z.string().min(1) }),
});

export const deliveryChannel = z.enum(['github', 'gitlab', 'git', 'rules-directory', 'flags', 'sentinel']);

export const proposalDelivered = defineEvent({
  ...first,
  name: 'proposal.delivered',
  description: 'The accepted artefact was put where the team works. That alone puts nothing in force.',
  content: z.object({
    ...of,
    by: deliveryChannel,
    at: z
      .string()
      .min(1)
      .meta({ description: 'Where: the address of a pull request, a path, a flag’s key.' }),
    digest: z.string().min(1).meta({ description: 'SHA-256 of the files as they were delivered.' }),
  }),
});

export const proposalUndelivered = defineEvent({
  ...first,
  name: 'proposal.undelivered',
  description: 'The accepted artefact could not be delivered; it is tried again.',
  content: z.object({ ...of, by: deliveryChannel, reason: z.string().min(1) }),
});

export const proposalApplied = defineEvent({
  ...first,
  name: 'proposal.applied',
  description: 'It was seen to be in force, and is a guard from now on.',
  content: z.object({
    ...of,
    seen: z
      .enum(['rule-loaded', 'commit', 'flag-event', 'sentinel'])
      .meta({ description: 'What was seen; never a click.' }),
    evidence: z
      .string()
      .min(1)
      .meta({ description: 'The commit, the event’s id, or where the rule was loaded.' }),
  }),
});

export const proposalExercised = defineEvent({
  ...first,
  name: 'proposal.exercised',
  description: 'Its class of failure came, in earnest or in a drill, while it was in force.',
  content: z.object({
    ...of,
    by: z.enum(['recurrence', 'drill']),
    on: z.string().min(1).meta({ description: 'The incident, or the drill, that exercised it.' }),
    outcome: z.enum(['caught', 'missed', 'withdrawn']).meta({
      description:
        'The newest for each incident or drill counts; withdrawn: it turned out not to be of its class.',
    }),
    firedAt: instant.nullable().meta({ description: 'When it fired; null: not at all.' }),
    detectedAt: instant.meta({
      description: 'When others noticed, or would have by the former detection time.',
    }),
    leadMs: z
      .number()
      .nullable()
      .meta({ description: 'How much earlier it was, milliseconds; negative: later.' }),
    before: z.array(z.string()).meta({ description: 'Whom it was faster than: other guards and detectors.' }),
    reason: z.string().min(1),
  }),
});

export const proposalReopened = defineEvent({
  ...first,
  name: 'proposal.reopened',
  description: 'What it was to catch came back, and it did not: there is more to learn.',
  content: z.object({
    ...of,
    missed: z.string().min(1).meta({ description: 'The incident that it missed.' }),
    reason: z.string(),
  }),
});

const figures = {
  fired: z.number().int().min(0).meta({ description: 'How often it has fired.' }),
  rightly: z.number().int().min(0).meta({ description: 'Firings within an incident of its place.' }),
  weeks: z.number().min(0).meta({ description: 'For how long it has been in force.' }),
};

export const proposalRetirementproposed = defineEvent({
  ...first,
  name: 'proposal.retirementproposed',
  description: 'A guard cries more often than it helps.',
  content: z.object({ ...of, ...figures, reason: z.string().min(1) }),
});

export const proposalRetired = defineEvent({
  ...first,
  name: 'proposal.retired',
  description: 'A person took the guard out of force, or it was seen to be gone.',
  content: z.object({ ...of, reason: z.string().min(1) }),
});
