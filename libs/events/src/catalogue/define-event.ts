import type { z } from 'zod';

export type TopicName = 'hormesis.changes' | 'hormesis.signals' | 'hormesis.incidents' | 'hormesis.learning';

/** What an event says, without its envelope: `subject.content` and `customData` of the CDEvent. */
export type EventBody = { content: Record<string, unknown>; customData?: unknown };

/** A version that is written no more, and lies on logs for ever. */
export type EarlierVersion = {
  version: string;
  content: z.ZodType;
  custom: z.ZodType;
  /**
   * Says the same in the next version: the next in the list, after the last the current one. Pure; gets only what fits
   * this version's schemas, with their defaults, and should keep the fields that it does not know.
   */
  upcast: (body: EventBody) => EventBody;
};

/** One type of event, in its current version. */
export type EventDefinition<
  Name extends string = string,
  Content extends z.ZodType = z.ZodType,
  Custom extends z.ZodType = z.ZodType,
> = {
  /** `<subject>.<predicate>`, the name used in code, API and docs. */
  name: Name;
  /** `cdevents` has a word for it; `cdeventsx` is our own. */
  vocabulary: 'cdevents' | 'cdeventsx';
  version: string;
  topic: TopicName;
  description: string;
  /** Schema of CDEvents `subject.content`. */
  content: Content;
  /** Schema of CDEvents `customData`: what we add to a standard event. `{}` where there is nothing. */
  custom: Custom;
  /** The versions before this one, oldest first. */
  earlier?: readonly EarlierVersion[];
};

export function defineEvent<Name extends string, Content extends z.ZodType, Custom extends z.ZodType>(
  definition: EventDefinition<Name, Content, Custom>,
): EventDefinition<Name, Content, Custom> {
  return definition;
}

/** The data of an event: its content together with our additions. */
export type DataOfDefinition<D> =
  D extends EventDefinition<string, infer Content, infer Custom>
    ? z.infer<Content> & Additions<z.infer<Custom>>
    : never;

/** `{}` means no additions, not "nothing may stand here". */
type Additions<Custom> = Custom extends Record<string, never> ? unknown : Custom;

/** The full type on the wire: `dev.cdevents.service.deployed.0.3.0`, `dev.cdeventsx.hormesis-anomaly.detected.0.1.0`. */
export function fullType(definition: Pick<EventDefinition, 'name' | 'vocabulary' | 'version'>): string {
  const prefix = definition.vocabulary === 'cdevents' ? 'dev.cdevents.' : 'dev.cdeventsx.hormesis-';
  return `${prefix}${definition.name}.${definition.version}`;
}
