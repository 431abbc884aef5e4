/** What an action taught: whether it got better once a change was taken back. */
export type RecoveryLabel = { service: string; kind: string; recovered: boolean };

/** The logarithm of how much more often than usual a change of this service and kind is to blame. */
export type Priors = { logOdds(service: string, kind: string): number };

/** So many labels weigh as much as what is usual. */
const STRENGTH = 8;
/** No history makes a change more than this many times more, or less, suspect. */
const MOST = Math.log(4);

export const noPriors: Priors = { logOdds: () => 0 };

/**
 * Priors from recoveries: where taking back changes of a service and a kind helped more often than elsewhere, the next
 * one is more suspect. Few labels say little (they are shrunk to the share over all), and many say only so much.
 */
export function priorsFrom(labels: readonly RecoveryLabel[]): Priors {
  if (labels.length === 0) return noPriors;
  const overall = share(labels, 0.5, 2);
  return {
    logOdds(service, kind) {
      const ofKind = labels.filter((label) => label.kind === kind);
      const forKind = share(ofKind, overall, STRENGTH);
      const both = ofKind.filter((label) => label.service === service);
      const forBoth = share(both, forKind, STRENGTH);
      return Math.max(-MOST, Math.min(MOST, logit(forBoth) - logit(overall)));
    },
  };
}

function share(labels: readonly RecoveryLabel[], usual: number, strength: number): number {
  const recovered = labels.filter((label) => label.recovered).length;
  return (recovered + usual * strength) / (labels.length + strength);
}

function logit(probability: number): number {
  return Math.log(probability / (1 - probability));
}
