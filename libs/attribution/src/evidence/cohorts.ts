import type { CaseChange } from '../case/case.js';
import type { Signals } from '../signals/channels.js';
import { type Pod, podsOf } from '../signals/pods-of.js';
import { exposedShare, firstExposure } from './exposure.js';

/** Which pods of the changed service have the change, by key, and since which slot; and which do not. */
export type Cohorts = {
  fresh: ReadonlySet<string>;
  old: ReadonlySet<string>;
  /** The slot in which the first step began. */
  from: number;
};

/** So many slots may a pod report before its step is said to begin. */
const TOLERANCE = 1;

/**
 * Tells pods with the change from those without: by version if there are several, else by which pods appear once the
 * change has begun. `undefined` if it cannot be told.
 */
export function cohortsOf(change: CaseChange, signals: Signals): Cohorts | undefined {
  const pods = podsOf(change.service, signals);
  const from = Math.floor(firstExposure(change) / signals.slotMs);
  const isFresh = freshByVersion(change, pods, from, signals) ?? freshByAppearance(change, pods, from);
  if (!isFresh) return undefined;
  const fresh = pods.filter(isFresh);
  if (fresh.length === 0) return undefined;
  const since = Math.min(...fresh.map(({ first }) => first));
  const old = pods.filter((pod) => !isFresh(pod) && !isLater(pod, pods, since));
  return { fresh: new Set(fresh.map(({ key }) => key)), old: new Set(old.map(({ key }) => key)), from };
}

/** A version that came after the change has it too, most likely: it is neither with nor without. */
function isLater({ version }: Pod, pods: readonly Pod[], since: number): boolean {
  if (version === null) return false;
  return Math.min(...pods.filter((pod) => pod.version === version).map(({ first }) => first)) > since;
}

type IsFresh = (pod: Pod) => boolean;

function freshByVersion(
  change: CaseChange,
  pods: readonly Pod[],
  from: number,
  { now, slotMs }: Signals,
): IsFresh | undefined {
  const versions = [...new Set(pods.map(({ version }) => version))].filter((version) => version !== null);
  if (versions.length < 2) return undefined;
  const share = exposedShare(change, (now + 1) * slotMs);
  const latest = [...versions].sort(byNumbers).at(-1);
  const scored = versions.map((version) => {
    const mine = pods.filter((pod) => pod.version === version);
    const others = pods.filter((pod) => pod.version !== version);
    const first = Math.min(...mine.map((pod) => pod.first));
    const last = Math.max(...mine.map((pod) => pod.last));
    const othersFirst = Math.min(...others.map((pod) => pod.first));
    const appears = first >= from - TOLERANCE;
    const score =
      (appears && othersFirst < from - TOLERANCE ? 2.5 + 2 / (1 + Math.max(0, first - from) / 5) : 0) -
      (!appears && othersFirst >= from - TOLERANCE ? 4 : 0) +
      markOf(version) +
      (version === latest ? 0.6 : 0) +
      (last >= now - 2 ? 0.5 : 0) +
      (Math.abs(mine.length / pods.length - share) <= 0.5 / pods.length ? 0.4 : 0);
    return { version, score };
  });
  scored.sort((a, b) => b.score - a.score || byNumbers(a.version, b.version));
  const best = scored[0];
  return best && best.score > 0 ? ({ version }) => version === best.version : undefined;
}

function freshByAppearance({ kind }: CaseChange, pods: readonly Pod[], from: number): IsFresh | undefined {
  if (/flag|config/i.test(kind)) return undefined;
  const before = pods.some(({ first }) => first < from - TOLERANCE);
  return before ? ({ first }) => first >= from - TOLERANCE : undefined;
}

function markOf(version: string): number {
  if (/new|canary|gr[ae]y|preview|next|changed|after/i.test(version)) return 1.5;
  return /old|stable|base|prev|before/i.test(version) ? -1.5 : 0;
}

/** `v9` before `v10`. */
function byNumbers(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true }) || (a < b ? -1 : 1);
}
