import type { EventName, EventOf } from '@hormesis/events';
import { inShort } from './in-short.js';
import type { Sentence } from './sentence.js';
import { span } from './span.js';

/** How a check is called of which no tool could say anything: that it was not done. */
const noTool = 'none';

const whyNot = (says: string): string => says.replace(/^not checked: /, '');

type ProposalEvent = EventOf<Extract<EventName, `proposal.${string}`>>;

/** What became of a proposal: `guard pro-1 caught inc-2, 40 s sooner: it fired first`. */
export function proposalSentence(event: ProposalEvent): string | Sentence {
  const { subject } = event;
  switch (event.name) {
    case 'proposal.proposed':
      return { said: `${kindOf(event.data.kind)} proposed`, detail: event.data.title };
    case 'proposal.withheld':
      return { said: `no ${kindOf(event.data.kind)} proposed`, detail: event.data.reason };
    case 'proposal.backtested': {
      const { checks, report } = event.data;
      const { verdict, reason } = report;
      const failed = checks.filter(({ passed }) => !passed);
      const refused = failed.find(({ tool }) => tool !== noTool);
      const detail = inShort(reason);
      if (refused) return { said: `proposal ${subject} refused by ${refused.tool}`, detail };
      if (failed[0])
        return { said: `proposal ${subject} left unchecked`, detail: inShort(whyNot(failed[0].says)) };
      return { said: `proposal ${subject} ${verdicts[verdict]}`, detail };
    }
    case 'proposal.edited':
      return { said: `proposal ${subject} edited`, detail: event.data.note };
    case 'proposal.assigned': {
      const { owner, due } = event.data;
      return `proposal ${subject} given to ${owner}${due === undefined ? '' : `, until ${due.slice(0, 10)}`}`;
    }
    case 'proposal.accepted':
      return `proposal ${subject} accepted`;
    case 'proposal.rejected':
      return { said: `proposal ${subject} rejected`, detail: event.data.reason };
    case 'proposal.delivered':
      return { said: `proposal ${subject} delivered by ${event.data.by}`, detail: event.data.at };
    case 'proposal.undelivered':
      return {
        said: `proposal ${subject} could not be delivered by ${event.data.by}`,
        detail: event.data.reason,
      };
    case 'proposal.applied':
      return `proposal ${subject} is in force, as ${seen[event.data.seen]}`;
    case 'proposal.exercised':
      return exercised(event);
    case 'proposal.reopened':
      return { said: `learning of ${event.data.missed} open again`, detail: event.data.reason };
    case 'proposal.retirementproposed':
      return { said: `retirement of guard ${subject} proposed`, detail: event.data.reason };
    case 'proposal.retired':
      return { said: `guard ${subject} retired`, detail: event.data.reason };
  }
}

function exercised({ subject, data }: EventOf<'proposal.exercised'>): Sentence {
  const { outcome, on, leadMs, reason: detail } = data;
  if (outcome === 'withdrawn') return { said: `${on} no longer counts for guard ${subject}`, detail };
  const sooner = outcome === 'caught' && leadMs !== null && leadMs > 0 ? `, ${span(leadMs)} sooner` : '';
  return { said: `guard ${subject} ${outcome} ${on}${sooner}`, detail };
}

const verdicts = {
  passed: 'passed its backtest',
  failed: 'failed its backtest',
  'not-evaluable': 'could not be backtested',
} as const;

const seen = {
  'rule-loaded': 'its rule is loaded',
  commit: 'its commit was seen',
  'flag-event': 'its flag was seen to change',
  sentinel: 'the sentinel evaluates it',
} as const;

function kindOf(kind: 'test' | 'alert' | 'flag-default'): string {
  return kind === 'flag-default' ? 'flag default' : kind;
}
