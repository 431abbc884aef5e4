import type { Event, Statement } from '../envelope/event.js';
import * as action from '../schemas/action.js';
import * as anomaly from '../schemas/anomaly.js';
import * as artifact from '../schemas/artifact.js';
import * as attribution from '../schemas/attribution.js';
import * as branch from '../schemas/branch.js';
import * as breaker from '../schemas/breaker.js';
import * as build from '../schemas/build.js';
import * as incidentCase from '../schemas/case.js';
import * as change from '../schemas/change.js';
import * as compute from '../schemas/compute.js';
import * as dependency from '../schemas/dependency.js';
import * as drift from '../schemas/drift.js';
import * as drill from '../schemas/drill.js';
import * as environment from '../schemas/environment.js';
import * as featureflag from '../schemas/featureflag.js';
import * as flagpolicy from '../schemas/flagpolicy.js';
import * as freeze from '../schemas/freeze.js';
import * as incident from '../schemas/incident.js';
import * as mark from '../schemas/mark.js';
import * as pipelinerun from '../schemas/pipelinerun.js';
import * as policy from '../schemas/policy.js';
import * as postmortem from '../schemas/postmortem.js';
import * as proposal from '../schemas/proposal.js';
import * as repository from '../schemas/repository.js';
import * as service from '../schemas/service.js';
import * as signal from '../schemas/signal.js';
import * as taskrun from '../schemas/taskrun.js';
import * as testcaserun from '../schemas/testcaserun.js';
import * as testoutput from '../schemas/testoutput.js';
import * as testsuiterun from '../schemas/testsuiterun.js';
import * as ticket from '../schemas/ticket.js';
import type { DataOfDefinition, EventDefinition } from './define-event.js';

/** Every type that this release understands, by name. */
export const catalogue = {
  'service.deployed': service.serviceDeployed,
  'service.upgraded': service.serviceUpgraded,
  'service.rolledback': service.serviceRolledback,
  'service.removed': service.serviceRemoved,
  'service.published': service.servicePublished,
  'featureflag.defined': featureflag.featureflagDefined,
  'featureflag.flipped': featureflag.featureflagFlipped,
  'featureflag.ramped': featureflag.featureflagRamped,
  'featureflag.removed': featureflag.featureflagRemoved,
  'featureflag.rampscheduled': featureflag.featureflagRampscheduled,
  'featureflag.ramppaused': featureflag.featureflagRamppaused,
  'featureflag.rampresumed': featureflag.featureflagRampresumed,
  'featureflag.rampcompleted': featureflag.featureflagRampcompleted,
  'featureflag.rampaborted': featureflag.featureflagRampaborted,
  'flagpolicy.changed': flagpolicy.flagpolicyChanged,
  'flagpolicy.violated': flagpolicy.flagpolicyViolated,
  'flagpolicy.refused': flagpolicy.flagpolicyRefused,
  'flagpolicy.settled': flagpolicy.flagpolicySettled,
  'policy.changed': policy.policyChanged,
  'policy.suggested': policy.policySuggested,
  'freeze.declared': freeze.freezeDeclared,
  'freeze.lifted': freeze.freezeLifted,
  'mark.placed': mark.markPlaced,
  'mark.lifted': mark.markLifted,
  'breaker.tripped': breaker.breakerTripped,
  'breaker.reset': breaker.breakerReset,
  'signal.measured': signal.signalMeasured,
  'dependency.observed': dependency.dependencyObserved,
  'drift.detected': drift.driftDetected,
  'drift.proposed': drift.driftProposed,
  'drift.stuck': drift.driftStuck,
  'drift.closed': drift.driftClosed,
  'anomaly.detected': anomaly.anomalyDetected,
  'anomaly.cleared': anomaly.anomalyCleared,
  'attribution.ranked': attribution.attributionRanked,
  'action.requested': action.actionRequested,
  'action.recommended': action.actionRecommended,
  'action.completed': action.actionCompleted,
  'action.failed': action.actionFailed,
  'action.refused': action.actionRefused,
  'action.stopped': action.actionStopped,
  'action.undoing': action.actionUndoing,
  'action.undone': action.actionUndone,
  'action.undofailed': action.actionUndofailed,
  'action.judged': action.actionJudged,
  'incident.detected': incident.incidentDetected,
  'incident.reported': incident.incidentReported,
  'incident.acknowledged': incident.incidentAcknowledged,
  'incident.annotated': incident.incidentAnnotated,
  'incident.mitigated': incident.incidentMitigated,
  'incident.reopened': incident.incidentReopened,
  'incident.recovered': incident.incidentRecovered,
  'incident.escalated': incident.incidentEscalated,
  'incident.resolved': incident.incidentResolved,
  'compute.crashed': compute.computeCrashed,
  'compute.restarted': compute.computeRestarted,
  'compute.oomkilled': compute.computeOomkilled,
  'proposal.proposed': proposal.proposalProposed,
  'proposal.withheld': proposal.proposalWithheld,
  'proposal.backtested': proposal.proposalBacktested,
  'proposal.edited': proposal.proposalEdited,
  'proposal.assigned': proposal.proposalAssigned,
  'proposal.accepted': proposal.proposalAccepted,
  'proposal.rejected': proposal.proposalRejected,
  'proposal.delivered': proposal.proposalDelivered,
  'proposal.undelivered': proposal.proposalUndelivered,
  'proposal.applied': proposal.proposalApplied,
  'proposal.exercised': proposal.proposalExercised,
  'proposal.reopened': proposal.proposalReopened,
  'proposal.retirementproposed': proposal.proposalRetirementproposed,
  'proposal.retired': proposal.proposalRetired,
  'case.assembled': incidentCase.caseAssembled,
  'case.corrected': incidentCase.caseCorrected,
  'drill.requested': drill.drillRequested,
  'drill.started': drill.drillStarted,
  'drill.ended': drill.drillEnded,
  'postmortem.published': postmortem.postmortemPublished,
  'repository.created': repository.repositoryCreated,
  'repository.modified': repository.repositoryModified,
  'repository.deleted': repository.repositoryDeleted,
  'branch.created': branch.branchCreated,
  'branch.deleted': branch.branchDeleted,
  'change.created': change.changeCreated,
  'change.reviewed': change.changeReviewed,
  'change.merged': change.changeMerged,
  'change.abandoned': change.changeAbandoned,
  'change.updated': change.changeUpdated,
  'build.queued': build.buildQueued,
  'build.started': build.buildStarted,
  'build.finished': build.buildFinished,
  'artifact.packaged': artifact.artifactPackaged,
  'artifact.published': artifact.artifactPublished,
  'artifact.signed': artifact.artifactSigned,
  'artifact.downloaded': artifact.artifactDownloaded,
  'artifact.deleted': artifact.artifactDeleted,
  'pipelinerun.queued': pipelinerun.pipelinerunQueued,
  'pipelinerun.started': pipelinerun.pipelinerunStarted,
  'pipelinerun.finished': pipelinerun.pipelinerunFinished,
  'taskrun.started': taskrun.taskrunStarted,
  'taskrun.finished': taskrun.taskrunFinished,
  'testcaserun.queued': testcaserun.testcaserunQueued,
  'testcaserun.started': testcaserun.testcaserunStarted,
  'testcaserun.finished': testcaserun.testcaserunFinished,
  'testcaserun.skipped': testcaserun.testcaserunSkipped,
  'testsuiterun.queued': testsuiterun.testsuiterunQueued,
  'testsuiterun.started': testsuiterun.testsuiterunStarted,
  'testsuiterun.finished': testsuiterun.testsuiterunFinished,
  'testoutput.published': testoutput.testoutputPublished,
  'environment.created': environment.environmentCreated,
  'environment.modified': environment.environmentModified,
  'environment.deleted': environment.environmentDeleted,
  'ticket.created': ticket.ticketCreated,
  'ticket.updated': ticket.ticketUpdated,
  'ticket.closed': ticket.ticketClosed,
} as const satisfies Record<string, EventDefinition>;

export type EventName = keyof typeof catalogue;
export type DataOf<Name extends EventName> = DataOfDefinition<(typeof catalogue)[Name]>;

/** A known event, discriminated by `name`. */
export type EventOf<Name extends EventName = EventName> = { [N in Name]: Event<N, DataOf<N>> }[Name];
/** A known statement, discriminated by `name`. */
export type StatementOf<Name extends EventName = EventName> = { [N in Name]: Statement<N, DataOf<N>> }[Name];

export function isKnown(event: Event): event is EventOf {
  return Object.hasOwn(catalogue, event.name);
}

/** Whether the event is one of the named types; narrows its data. */
export function isEvent<Name extends EventName>(event: Event, ...names: Name[]): event is EventOf<Name> {
  return (names as string[]).includes(event.name);
}
