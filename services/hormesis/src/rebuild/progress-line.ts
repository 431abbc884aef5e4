import type { RebuildProgress } from '@hormesis/api';

const width = 24;

/** `████████░░░░ 67 %`, the share of events that are taken in. */
export function bar({ done, total }: Pick<RebuildProgress, 'done' | 'total'>): string {
  const share = total === 0 ? 1 : Math.min(1, done / total);
  const full = Math.floor(share * width);
  return `${'█'.repeat(full)}${'░'.repeat(width - full)} ${String(Math.floor(share * 100)).padStart(3)} %`;
}

/** What a rebuild is at, how fast, and how long it will take. */
export function inWords({ phase, detail, done, total, perSecond, secondsLeft }: RebuildProgress): string {
  const parts = [detail ? `${phase} (${detail})` : phase, `${grouped(done)} of ${grouped(total)} events`];
  if (perSecond > 0) parts.push(`${grouped(perSecond)}/s`);
  if (secondsLeft !== null && secondsLeft > 0) parts.push(`about ${duration(secondsLeft)} left`);
  return parts.join(', ');
}

function duration(seconds: number): string {
  if (seconds < 90) return `${seconds} s`;
  if (seconds < 90 * 60) return `${Math.round(seconds / 60)} min`;
  return `${(seconds / 3600).toFixed(1)} h`;
}

function grouped(count: number): string {
  return count.toLocaleString('en');
}
