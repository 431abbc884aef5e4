import type { IncidentDetail } from '@hormesis/api';
import type { Band } from '../../timeline/paint.js';

export type Milestone = { word: string; at: string | null; after: number | null };

type Times = Pick<IncidentDetail, 'onset' | 'detectedAt' | 'acknowledgedAt' | 'mitigatedAt' | 'resolvedAt'>;

/** The steps of an incident's life with the time since the one before that was reached; onset only when it is known. */
export function milestonesOf(times: Times): Milestone[] {
  const steps: [string, string | null][] = [
    ...(times.onset ? [['Onset', times.onset] as [string, string]] : []),
    ['Detected', times.detectedAt],
    ['Acknowledged', times.acknowledgedAt],
    ['Mitigated', times.mitigatedAt],
    ['Resolved', times.resolvedAt],
  ];
  steps.sort(([, a], [, b]) => (a === null || b === null ? 0 : Date.parse(a) - Date.parse(b)));
  let before: string | null = null;
  return steps.map(([word, at]) => {
    const after = at !== null && before !== null ? Date.parse(at) - Date.parse(before) : null;
    before = at ?? before;
    return { word, at, after };
  });
}

/** The same as bands of a chart: each lasts until the next begins. */
export function bandsOf(times: Times): Band[] {
  const tones: Record<string, [label: string, tone: Band['tone']]> = {
    Onset: ['not yet noticed', 'neutral'],
    Detected: ['open', 'bad'],
    Acknowledged: ['acknowledged', 'bad'],
    Mitigated: ['mitigated', 'good'],
  };
  const reached = milestonesOf(times).flatMap(({ word, at }) =>
    at === null ? [] : [{ word, from: Date.parse(at) }],
  );
  return reached.flatMap(({ word, from }, index) => {
    const [label, tone] = tones[word] ?? [];
    const next = reached[index + 1];
    return label && tone ? [{ label, tone, from, to: next ? next.from : null }] : [];
  });
}
