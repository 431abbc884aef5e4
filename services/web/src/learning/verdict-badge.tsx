import { Badge } from '../ui/badge.js';
import type { Report } from './proposal-words.js';

const verdicts = {
  passed: ['good', 'check', 'passed'],
  failed: ['bad', 'cross', 'failed'],
  'not-evaluable': ['warn', 'half', 'not evaluable'],
} as const;

/** What the newest backtest says; “not tried” where there is none. */
export function VerdictBadge({ report }: { report: Pick<Report, 'verdict'> | null }) {
  if (!report)
    return (
      <Badge tone="quiet" mark="empty">
        not tried yet
      </Badge>
    );
  const [tone, mark, word] = verdicts[report.verdict];
  return (
    <Badge tone={tone} mark={mark}>
      {word}
    </Badge>
  );
}
