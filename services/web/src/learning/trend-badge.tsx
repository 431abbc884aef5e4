import { Badge } from '../ui/badge.js';
import type { Trend } from './trend-words.js';

const trends = {
  falling: ['good', 'down', 'falling'],
  level: ['quiet', 'level', 'level'],
  rising: ['bad', 'up', 'rising'],
  unknown: ['quiet', 'empty', 'too few to tell'],
} as const;

/** Whether a measure falls from occurrence to occurrence, as it should. */
export function TrendBadge({ trend }: { trend: Trend }) {
  const [tone, mark, word] = trends[trend];
  return (
    <Badge tone={tone} mark={mark}>
      {word}
    </Badge>
  );
}
