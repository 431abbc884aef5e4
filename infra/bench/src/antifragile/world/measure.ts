import type { Occurrence } from '../life/occurrence.js';
import type { Blip } from '../life/plan.js';
import { Dice } from './dice.js';
import type { Harm } from './harm.js';
import { harmAt } from './harm-at.js';
import { season } from './season.js';
import { type ServiceState, splitRollout } from './service-state.js';
import { drawWindow, type Measured, windowMs } from './window.js';

/** A misfortune that lasts, and since when. */
export type Misfortune = { occurrence: Occurrence; began: number };

/** What is going on around a service, apart from its own changes. */
export type Around = {
  seed: number;
  start: number;
  misfortunes: readonly Misfortune[];
  blips: readonly Blip[];
};

/** One of a service’s instances, and so the share of its traffic that one has. */
const pods = 4;
const toldMs = 3.5 * 60 * 60_000;
export const podService = 'inventory';

/** A harm, and the occurrence that does it; blips have none. */
type Felt = { harm: Harm; occurrence?: Occurrence };

export type ServiceWindows = {
  windows: readonly Measured[];
  /** Badly served requests of each occurrence. */
  harmed: ReadonlyMap<Occurrence, number>;
};

/** What the service’s users had in one window, by cohort. */
export function measure(state: ServiceState, around: Around): ServiceWindows {
  const { service } = state;
  const { start } = around;
  const dice = new Dice(around.seed, service.name, start);
  const expected = (service.requestsPerSecond * season(start) * windowMs) / 1_000;
  const split = splitRollout(state);
  const known = [`version:v${state.version}`, ...flagsOfAll(state, start)];
  const forAll = [...feltOutside(state, around), ...feltByAll(state, start)];
  const share = split?.share ?? 0;
  const cohorts = split?.flag
    ? [
        {
          cohort: [...known, `flag:${split.flag.key}=on`].join('+'),
          part: share,
          felt: [...forAll, ...feltOf(split, start)],
        },
        { cohort: [...known, `flag:${split.flag.key}=off`].join('+'), part: 1 - share, felt: forAll },
      ]
    : [{ cohort: known.join('+'), part: 1, felt: forAll }];
  const harmed = new Map<Occurrence, number>();
  const windows = cohorts
    .filter(({ part }) => part > 0)
    .flatMap(({ cohort, part, felt }) =>
      service.name === podService && !split
        ? Array.from({ length: pods }, (_, pod) => ({
            cohort: `${cohort}+pod:${service.name}-${pod}`,
            part: part / pods,
            felt: felt.filter(({ occurrence }) => !occurrence?.class.onePod || pod === 2),
          }))
        : [{ cohort, part, felt: diluted(felt) }],
    )
    .map(({ cohort, part, felt }) => {
      const window = drawWindow(
        dice,
        service,
        { cohort, start, expected: expected * part },
        felt.map(({ harm }) => harm),
      );
      const [first] = felt.filter(({ occurrence }) => occurrence);
      if (first?.occurrence)
        harmed.set(first.occurrence, (harmed.get(first.occurrence) ?? 0) + window.harmed);
      return window;
    });
  return { windows, harmed };
}

/** Flags that everybody has by now are still told, for as long as their changes are watched. */
function flagsOfAll({ rollouts, splitBy }: ServiceState, start: number): string[] {
  return rollouts.flatMap(({ flag, share, began }) =>
    flag && share >= 1 && flag.key !== splitBy && start - began <= toldMs ? [`flag:${flag.key}=on`] : [],
  );
}

function feltOutside({ service }: ServiceState, { start, misfortunes, blips }: Around): Felt[] {
  return [
    ...misfortunes
      .filter(({ occurrence }) => occurrence.class.service === service.name)
      .flatMap(({ occurrence, began }) => {
        const harm = harmAt(occurrence, began, start);
        return harm ? [{ harm, occurrence }] : [];
      }),
    ...blips
      .filter((blip) => blip.service === service.name && start >= blip.at && start < blip.until)
      .map(({ harm }) => ({ harm })),
  ];
}

function feltByAll(state: ServiceState, start: number): Felt[] {
  return state.rollouts
    .filter(({ flag, share }) => share >= 1 && !(flag && flag.key === state.splitBy))
    .flatMap((rollout) => feltOf(rollout, start));
}

function feltOf(
  { change, began }: { change: { occurrence?: Occurrence }; began: number },
  start: number,
): Felt[] {
  const { occurrence } = change;
  const harm = occurrence && harmAt(occurrence, began, start);
  return harm && occurrence ? [{ harm, occurrence }] : [];
}

/** Where instances are not counted apart, one of four is a quarter of it. */
function diluted(felt: readonly Felt[]): Felt[] {
  return felt.map((each) =>
    each.occurrence?.class.onePod ? { ...each, harm: { errors: (each.harm.errors ?? 0) / pods } } : each,
  );
}
