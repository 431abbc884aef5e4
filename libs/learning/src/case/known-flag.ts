import { type DataOf, type EventOf, isEvent } from '@hormesis/events';

/** A flag as flagd defines it. */
export type FlagDefinition = DataOf<'featureflag.defined'>['definition'];

/** A flag as far as the log knows it. */
export type KnownFlag = {
  key: string;
  /** Its newest definition, and the event that holds it; absent for a flag known only from others’ events. */
  defined: { definition: FlagDefinition; by: string } | undefined;
  /** The variant that was handed out by ramps, newest first. */
  rampedVariant: string | undefined;
};

export function knownFlag(key: string | undefined, events: readonly EventOf[]): KnownFlag | undefined {
  if (key === undefined) return undefined;
  const own = events.filter(({ subject }) => subject === key);
  const defined = own.findLast((event) => isEvent(event, 'featureflag.defined'));
  const ramped = own.findLast((event) => isEvent(event, 'featureflag.ramped'));
  return {
    key,
    defined: defined && { definition: defined.data.definition, by: defined.id },
    rampedVariant: ramped?.data.variant,
  };
}
