import type { ProposalStory } from '../proposal-story.js';
import type { Said } from '../weekly-report.js';
import { counted, type Quoting, said, unknown } from '../wording.js';

/** What a proposal would have cost, as its newest backtest says; nothing is guessed where there is none. */
export function cost({ put, last }: ProposalStory, quoting: Quoting): Said {
  const event = last('proposal.backtested');
  if (!put.backtest || !event) {
    return unknown('what it costs; it has not been backtested as it stands.', last('proposal.proposed'));
  }
  const { verdict, reason, falseAlarms, goodChanges, recall } = put.backtest.report;
  if (verdict === 'not-evaluable') return unknown(`what it costs; ${quoting.plain(reason)}`, event);
  const parts = [
    ...(recall ? [`caught ${recall.caught} of ${counted(recall.of, 'incident')} of its class`] : []),
    ...(falseAlarms
      ? [
          `${short(falseAlarms.perWeek)} false alarms a week (${short(falseAlarms.low)} to ${short(falseAlarms.high)})`,
        ]
      : []),
    ...(goodChanges && goodChanges.of > 0
      ? [
          `stopped ${goodChanges.stopped} of ${counted(goodChanges.of, 'good change')}, ${short(goodChanges.addedHours)} hours added`,
        ]
      : []),
  ];
  const figures = parts.length === 0 ? quoting.plain(reason) : `${parts.join('; ')}.`;
  return said(`Replayed over the record it ${verdict}: ${figures}`, event);
}

function short(figure: number): string {
  return String(Number(figure.toPrecision(2)));
}
