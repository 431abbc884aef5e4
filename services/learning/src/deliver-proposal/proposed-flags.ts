import { isDeepStrictEqual } from 'node:util';
import type { ParcelFile } from '@hormesis/delivery';
import { type Event, type EventOf, isEvent } from '@hormesis/events';
import type { FlagDefinition } from '@hormesis/flags';
import { parseFlagdFile, parseRampFile, type RampPolicy } from '@hormesis/learning';
import { isAsDefined } from './changed-since.js';

/** What an artefact says of flags. */
export type ProposedFlags = {
  definitions: readonly { flag: string; definition: FlagDefinition }[];
  ramps: readonly RampPolicy[];
};

/** Reads the `*.flagd.json` and `*.ramp.json` of an artefact. @throws Error that says which of them is wrong, and how */
export function proposedFlags(files: readonly ParcelFile[]): ProposedFlags {
  const ending = (end: string) => files.filter(({ path }) => path.endsWith(end));
  const definitions = ending('.flagd.json').flatMap((file) =>
    Object.entries(parseFlagdFile(file)).map(([flag, definition]) => ({ flag, definition })),
  );
  return { definitions, ramps: ending('.ramp.json').map(parseRampFile) };
}

/** The flags that it is about, each once. */
export function flagsIn({ definitions, ramps }: ProposedFlags): string[] {
  return [...new Set([...definitions, ...ramps].map(({ flag }) => flag))];
}

/** Whether an artefact is about a flag; one that cannot be read is about none. */
export function isAbout(files: readonly ParcelFile[], flag: string): boolean {
  try {
    return flagsIn(proposedFlags(files)).includes(flag);
  } catch {
    return false;
  }
}

/**
 * Whether an event shows that it is as was proposed: the ramp was scheduled so, or, where none is proposed, the flag was
 * defined so. A flag that is kept off meanwhile is as safe as was proposed.
 */
export function showsProposed(
  event: Event,
  { definitions, ramps }: ProposedFlags,
): event is EventOf<'featureflag.defined' | 'featureflag.rampscheduled'> {
  if (isEvent(event, 'featureflag.rampscheduled')) {
    return ramps.some((ramp) => ramp.flag === event.subject && isScheduled(ramp, event.data));
  }
  if (!isEvent(event, 'featureflag.defined') || ramps.length > 0) return false;
  return definitions.some(
    ({ flag, definition }) =>
      flag === event.subject &&
      [definition, { ...definition, state: 'DISABLED' as const }].some((wanted) =>
        isAsDefined(wanted, event.data.definition),
      ),
  );
}

type Schedule = Pick<
  EventOf<'featureflag.rampscheduled'>['data'],
  'variant' | 'steps' | 'guards' | 'onAnomaly'
>;

/** Guards without an environment get that of the flag when they are scheduled. */
export function isScheduled(ramp: RampPolicy, { variant, steps, guards, onAnomaly }: Schedule): boolean {
  const asProposed = guards.map((guard, at) =>
    ramp.guards[at]?.environment === undefined ? { ...guard, environment: undefined } : guard,
  );
  return isDeepStrictEqual(
    plain({ variant, steps, guards: asProposed, onAnomaly }),
    plain({
      variant: ramp.variant,
      steps: ramp.steps,
      guards: ramp.guards,
      onAnomaly: ramp.onAnomaly,
    }),
  );
}

/** Without what is not there. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
