import { type DataOf, type EventOf, isEvent } from '@hormesis/events';

/** A flag as flagd defines it. */
export type FlagDefinition = DataOf<'featureflag.defined'>['definition'];

/** A flag as far as the log knows it. */
export type KnownFlag = {
  key: string;
  /** Its newest definition, and the event that holds it; absent for a flag known only from others’ events. */
  defined: { definition: FlagDefinition; by: string } | undefined;
  /** The definition before that one. */
  before: FlagDefinition | undefined;
  /** The newest schedule by which it was ramped. */
  schedule: DataOf<'featureflag.rampscheduled'> | undefined;
  /** The variant that was handed out by the newest ramp since that definition, of those that it has. */
  rampedVariant: string | undefined;
  /** Why no ramp on record says what variant hurt, though there are ramps. */
  rampsOutdated: 'defined-anew' | 'unknown-variants' | undefined;
};

export function knownFlag(key: string | undefined, events: readonly EventOf[]): KnownFlag | undefined {
  if (key === undefined) return undefined;
  const own = events.filter(({ subject }) => subject === key);
  const definitions = own.filter((event) => isEvent(event, 'featureflag.defined'));
  const defined = definitions.at(-1);
  const ramps = own.filter((event) => isEvent(event, 'featureflag.ramped'));
  const since = defined ? ramps.filter((ramp) => Date.parse(ramp.time) >= Date.parse(defined.time)) : ramps;
  const current = since.findLast(
    ({ data }) => !defined || Object.hasOwn(defined.data.definition.variants, data.variant),
  );
  return {
    key,
    defined: defined && { definition: defined.data.definition, by: defined.id },
    before: definitions.at(-2)?.data.definition,
    schedule: own.findLast((event) => isEvent(event, 'featureflag.rampscheduled'))?.data,
    rampedVariant: current?.data.variant,
    rampsOutdated: current || ramps.length === 0 ? undefined : whyOutdated(since),
  };
}

function whyOutdated(rampsSince: readonly EventOf[]) {
  return rampsSince.length === 0 ? 'defined-anew' : 'unknown-variants';
}
