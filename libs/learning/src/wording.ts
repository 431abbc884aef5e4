/** Text on one line, without control characters: safe in a title, a comment, a sentence. */
export function oneLine(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim();
}

/** `deployment of checkout`, `flag basket-cache`, `configuration of checkout`. */
export function changeNamed(kind: 'deployment' | 'flag' | 'config', subject: string): string {
  if (kind === 'flag') return `flag ${subject}`;
  return `${kind === 'config' ? 'configuration' : kind} of ${subject}`;
}

/** `0.94` */
export function probability(value: number): string {
  return value.toFixed(2);
}

type Standing = {
  change: { kind: 'deployment' | 'flag' | 'config'; subject: string } | null;
  probability: number;
};

const shownStandings = 3;

/** `no recorded change 0.29, flag new-cart 0.27, deployment of checkout 0.20 and 2 less likely` */
export function standings(candidates: readonly Standing[]): string {
  const shown = candidates
    .slice(0, shownStandings)
    .map(({ change, probability: p }) => `${candidateNamed(change)} ${probability(p)}`);
  const others = candidates.length - shown.length;
  return `${shown.join(', ')}${others > 0 ? ` and ${others} less likely` : ''}`;
}

function candidateNamed(change: Standing['change']): string {
  return change ? changeNamed(change.kind, oneLine(change.subject)) : 'no recorded change';
}

/** `4.2 %`, with two significant digits. */
export function percent(share: number): string {
  return `${Number((share * 100).toPrecision(2))} %`;
}

/** `1 h 20 min`, `4 min 10 s`, `850 ms`. */
export function duration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return joined(minutes, 'min', seconds % 60, 's');
  return joined(Math.floor(minutes / 60), 'h', minutes % 60, 'min');
}

function joined(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`;
}
