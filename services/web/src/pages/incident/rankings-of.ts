import type { Actor, TimelineEntry } from '@hormesis/api';
import { type SaidOfRanking, saidOfRanking } from './said.js';

export type Ranking = SaidOfRanking & { eventId: string; at: string; by: Actor | null };

/** The rankings of an incident, the newest first. */
export function rankingsOf(entries: readonly TimelineEntry[]): Ranking[] {
  return entries
    .filter(({ name }) => name === 'attribution.ranked')
    .flatMap((entry) => {
      const said = saidOfRanking(entry);
      return said ? [{ ...said, eventId: entry.eventId, at: entry.time, by: entry.actor }] : [];
    })
    .sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
}

type Shown = { change: { eventId: string } | null; probability: number };

/** The ranking that the candidates shown come from: that with the same first suspect and probability. */
export function rankingBehind(rankings: readonly Ranking[], shown: readonly Shown[]): Ranking | undefined {
  const first = [...shown].sort((a, b) => b.probability - a.probability)[0];
  if (!first) return undefined;
  return rankings.find(({ candidates }) =>
    candidates.some(
      ({ change, probability }) =>
        change?.eventId === first.change?.eventId && Math.abs(probability - first.probability) < 1e-9,
    ),
  );
}
