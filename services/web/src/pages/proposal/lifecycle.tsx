import type { Proposal } from '@hormesis/api';
import type { ReactNode } from 'react';
import { actorText } from '../../format/actor-text.js';
import { utcMinute } from '../../format/utc.js';
import { VerdictBadge } from '../../learning/verdict-badge.js';
import { type Step, Steps } from '../../ui/steps.js';
import { Ago } from '../../ui/time.js';

/** How far the proposal has come on its way from an incident to a guard that has caught something. */
export function Lifecycle({ proposal }: { proposal: Proposal }) {
  return <Steps label="Lifecycle" steps={lifecycleOf(proposal)} />;
}

function lifecycleOf(proposal: Proposal): Step[] {
  const { state, backtest, decidedAt, decidedBy, appliedAt, exercises, retiredAt } = proposal;
  const isRejected = state === 'rejected';
  const caught = exercises.filter(({ outcome }) => outcome === 'caught').length;
  const reached = (word: string, at: string | null, awaits: ReactNode, more?: ReactNode): Step => ({
    word,
    reached: at !== null,
    says: at === null ? awaits : <Ago at={at} />,
    more,
  });
  const ending: Step[] = isRejected
    ? []
    : [
        reached('In force', appliedAt, state === 'accepted' ? 'not seen yet' : 'not yet'),
        {
          word: 'Exercised',
          reached: exercises.length > 0,
          says: exercises.length === 0 ? 'not yet' : `${caught} caught, ${exercises.length - caught} missed`,
        },
      ];
  return [
    reached('Proposed', proposal.proposedAt, ''),
    {
      word: 'Backtested',
      reached: backtest !== null && backtest.verdict !== 'not-evaluable',
      says: backtest ? <VerdictBadge report={backtest} /> : 'not yet',
    },
    reached(
      isRejected ? 'Rejected' : 'Accepted',
      decidedAt,
      'waits for you',
      decidedBy && (
        <span title={decidedAt ? utcMinute(decidedAt) : undefined}>by {actorText(decidedBy)}</span>
      ),
    ),
    ...ending,
    ...(retiredAt === null ? [] : [reached('Retired', retiredAt, '')]),
  ];
}
