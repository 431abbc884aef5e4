import type { CommandAccepted, IncidentDetail } from '@hormesis/api';
import { type CommonOptions } from '../cli/command.js';
import { printResult } from '../cli/output.js';
import { Server } from '../cli/server.js';

type Ranked = CommandAccepted & {
  method: string;
  candidates: IncidentDetail['candidates'];
  difference: { subject: string; before: number; after: number }[];
};

/** Ranks an incident again on what was known then, and says what is different now. */
export async function attributeIncident(id: string, options: CommonOptions): Promise<void> {
  const path = `/api/incidents/${encodeURIComponent(id)}/attribution`;
  const ranked = await Server.find(options).post<Ranked>(path, {});
  printResult(options, ranked, () => [
    `${id} by ${ranked.method}`,
    ...ranked.candidates.map(
      ({ change, probability }) => `  ${percent(probability)}  ${change?.summary ?? 'no known change'}`,
    ),
    ...(ranked.difference.length === 0 ? ['Nothing is different.'] : ['What is different']),
    ...ranked.difference.map(
      ({ subject, before, after }) => `  ${subject}: ${percent(before)} before, ${percent(after)} now`,
    ),
  ]);
}

function percent(probability: number): string {
  return `${Math.round(probability * 100)} %`;
}
