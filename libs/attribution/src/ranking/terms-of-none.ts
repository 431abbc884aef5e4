import { centre, podFloor, stepNoise, valuesIn } from '../signals/level.js';
import { squash } from '../signals/robust.js';
import type { NoneTerm, Terms } from './term.js';
import type { Looked, Scene } from './terms-of-change.js';

/** What speaks for “no change did it”: an ill service that nobody changed, one bad pod, or nothing to be seen at all. */
export function termsOfNone(scene: Scene, looked: readonly Looked[]): Terms<NoneTerm> {
  const changed = new Set(looked.map(({ change }) => change.service));
  let elsewhere = 0;
  let ill = 0;
  for (const [service, { own }] of scene.health) {
    if (changed.has(service)) ill = Math.max(ill, own);
    else elsewhere = Math.max(elsewhere, own);
  }
  const strongest = Math.max(
    0,
    ...looked.map(({ terms }) =>
      Math.max(terms.contrastIn, terms.contrastOut, terms.contrastUse, terms.worseIn),
    ),
  );
  return {
    usual: 1,
    rivals: Math.log(Math.max(1, looked.length)),
    elsewhere: Math.max(0, elsewhere - 0.5 * ill),
    onePod: onePod(scene),
    quiet: scene.signals.channels.length > 0 && strongest < 0.7 ? 1 - strongest / 0.7 : 0,
  };
}

/** How far one pod alone is off, in a cohort of at least three of the same version. */
function onePod({ signals: { channels, now } }: Scene): number {
  let worst = 0;
  for (const { metric, pods } of channels) {
    if (metric !== 'errors' && metric !== 'latency') continue;
    const versions = new Set(pods.map(({ version }) => version));
    for (const version of versions) {
      const same = pods.filter((pod) => pod.version === version);
      const levels = same
        .map((pod) => valuesIn([pod], now - 10, now))
        .filter((values) => values.length >= 3)
        .map((values) => centre(metric, values))
        .sort((a, b) => b - a);
      if (levels.length < 3) continue;
      const [first = 0, second = 0] = levels;
      const last = levels.at(-1) ?? 0;
      const error = Math.hypot(podFloor(metric, second), stepNoise(same) / 2, second - last);
      worst = Math.max(worst, (first - second) / error);
    }
  }
  return squash(worst, 3);
}
