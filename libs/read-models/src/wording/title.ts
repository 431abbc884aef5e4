import { type Event, type EventOf, isKnown } from '@hormesis/events';
import { actionSentence } from './action-sentence.js';
import { byWhom } from './actor-phrase.js';
import { caseSentence } from './case-sentence.js';
import { driftSentence } from './drift-sentence.js';
import { drillSentence } from './drill-sentence.js';
import { flagPolicySentence } from './flag-policy-sentence.js';
import { flagSentence } from './flag-sentence.js';
import { inEnvironment } from './in-environment.js';
import { incidentSentence } from './incident-sentence.js';
import { policySentence } from './policy-sentence.js';
import { proposalSentence } from './proposal-sentence.js';
import { asSentence, type Sentence } from './sentence.js';
import { versionOf } from './version-of.js';

/** What happened, in one plain sentence: `checkout v413 deployed to production by agent shipper for ana`. */
export function titleOf(event: Event): string {
  const { said, detail } = asSentence(isKnown(event) ? sentence(event) : `${event.name} of ${event.subject}`);
  return said + byWhom(event.actor) + (detail ? `: ${detail}` : '');
}

function sentence(event: EventOf): string | Sentence {
  switch (event.name) {
    case 'service.deployed':
    case 'service.upgraded':
    case 'service.rolledback':
      return deployment(event);
    case 'service.removed':
      return `${event.subject} removed${inEnvironment(event, 'from')}`;
    case 'service.published':
      return `${event.subject} published${inEnvironment(event)}`;
    case 'featureflag.defined':
    case 'featureflag.flipped':
    case 'featureflag.ramped':
    case 'featureflag.removed':
    case 'featureflag.rampscheduled':
    case 'featureflag.ramppaused':
    case 'featureflag.rampresumed':
    case 'featureflag.rampcompleted':
    case 'featureflag.rampaborted':
      return flagSentence(event);
    case 'flagpolicy.changed':
    case 'flagpolicy.violated':
    case 'flagpolicy.refused':
    case 'flagpolicy.settled':
      return flagPolicySentence(event);
    case 'policy.changed':
    case 'policy.suggested':
    case 'freeze.declared':
    case 'freeze.lifted':
    case 'mark.placed':
    case 'mark.lifted':
    case 'breaker.tripped':
    case 'breaker.reset':
      return policySentence(event);
    case 'drift.detected':
    case 'drift.proposed':
    case 'drift.stuck':
    case 'drift.closed':
      return driftSentence(event);
    case 'anomaly.detected':
      return anomaly(event);
    case 'anomaly.cleared':
      return `${event.data.metric ?? 'the signal'} of ${event.data.service.id} is well again${inEnvironment(event)}`;
    case 'attribution.ranked':
      return attribution(event);
    case 'compute.crashed':
      return `${event.data.instance ?? event.data.service.id} crashed${inEnvironment(event)}`;
    case 'compute.restarted':
      return `${event.data.instance ?? event.data.service.id} restarted${inEnvironment(event)}`;
    case 'compute.oomkilled':
      return `${event.data.instance ?? event.data.service.id} ended for want of memory${inEnvironment(event)}`;
    case 'signal.measured':
      return `${event.data.metric} of ${event.data.service.id} measured`;
    case 'dependency.observed':
      return `${event.data.service.id} calls ${event.data.callee.id}${inEnvironment(event)}`;
    case 'postmortem.published':
      return `report of ${event.data.week} published`;
    case 'proposal.proposed':
    case 'proposal.withheld':
    case 'proposal.backtested':
    case 'proposal.edited':
    case 'proposal.assigned':
    case 'proposal.accepted':
    case 'proposal.rejected':
    case 'proposal.delivered':
    case 'proposal.undelivered':
    case 'proposal.applied':
    case 'proposal.exercised':
    case 'proposal.reopened':
    case 'proposal.retirementproposed':
    case 'proposal.retired':
      return proposalSentence(event);
    case 'case.assembled':
    case 'case.corrected':
      return caseSentence(event);
    case 'drill.requested':
    case 'drill.started':
    case 'drill.ended':
      return drillSentence(event);
    case 'action.recommended':
    case 'action.requested':
    case 'action.completed':
    case 'action.failed':
    case 'action.refused':
    case 'action.stopped':
    case 'action.undoing':
    case 'action.undone':
    case 'action.undofailed':
    case 'action.judged':
      return actionSentence(event);
    case 'incident.detected':
    case 'incident.reported':
    case 'incident.acknowledged':
    case 'incident.annotated':
    case 'incident.mitigated':
    case 'incident.reopened':
    case 'incident.recovered':
    case 'incident.escalated':
    case 'incident.resolved':
      return incidentSentence(event);
    default:
      return `${event.name.replace('.', ' ')}: ${event.subject}`;
  }
}

function anomaly(event: EventOf<'anomaly.detected'>): Sentence {
  const { guard, metric, service, summary: detail } = event.data;
  const what = `${metric} of ${service.id}`;
  const said = guard === undefined ? `${what} got worse` : `guard ${guard} fired on ${what}`;
  return { said: `${said}${inEnvironment(event)}`, detail };
}

type Deployment = EventOf<'service.deployed' | 'service.upgraded' | 'service.rolledback'>;

function deployment({ name, subject, data }: Deployment): string {
  const version = versionOf(data);
  const where = data.environment.id;
  if (name === 'service.rolledback')
    return `${subject} rolled back${version ? ` to ${version}` : ''} in ${where}`;
  const partly =
    data.exposure === undefined || data.exposure === 100 ? '' : ` for ${data.exposure} % of users`;
  return `${subject}${version ? ` ${version}` : ''} deployed to ${where}${partly}`;
}

function attribution({ data }: EventOf<'attribution.ranked'>): string {
  const [top] = data.candidates;
  const share = top ? ` (${Math.round(top.probability * 100)} %)` : '';
  return top?.change
    ? `attributed to ${top.change.summary}${share}`
    : `attributed to no known change${share}`;
}
