import { Badge } from '../ui/badge.js';
import { type Trend, trendWords } from './trend-words.js';

const trends = {
  falling: ['good', 'down'],
  level: ['quiet', 'level'],
  rising: ['bad', 'up'],
  unknown: ['quiet', 'empty'],
} as const;

/** Whether a measure falls from occurrence to occurrence, as it should. */
export function TrendBadge({ trend, guarded }: { trend: Trend; guarded: boolean }) {
  const [tone, mark] = trends[trend];
  return (
    <Badge tone={trend === 'falling' && !guarded ? 'quiet' : tone} mark={mark}>
      {trendWords(trend, guarded)}
    </Badge>
  );
}
