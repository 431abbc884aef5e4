const units = [
  { name: 'd', ms: 86_400_000 },
  { name: 'h', ms: 3_600_000 },
  { name: 'min', ms: 60_000 },
  { name: 's', ms: 1000 },
];

/** How long ago, in one unit: `14 s ago`, `3 h ago`; later than now: `in 5 min`; older than 30 days: the date. */
export function relativeTime(time: number, now: number): string {
  const distance = Math.abs(now - time);
  if (distance < 2000) return 'just now';
  if (distance >= 30 * 86_400_000) return new Date(time).toISOString().slice(0, 10);
  const unit = units.find(({ ms }) => distance >= ms) ?? { name: 's', ms: 1000 };
  const amount = `${Math.floor(distance / unit.ms)} ${unit.name}`;
  return time > now ? `in ${amount}` : `${amount} ago`;
}
