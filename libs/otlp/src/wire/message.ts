/** How a value is written, and what it is read as. */
export type Scalar =
  | 'text'
  | 'flag'
  /** `double`. */
  | 'number'
  /** `fixed64` nanoseconds since the epoch, as a bigint: a number could not hold them. */
  | 'nanos'
  /** `fixed64` count. */
  | 'count'
  /** `uint64` count, packed as varints. */
  | 'varcount'
  /** `sfixed64`. */
  | 'fixedint'
  /** `int64`. */
  | 'int'
  /** `sint32`. */
  | 'zigzag'
  /** `uint32`, and enumerations. */
  | 'small'
  /** Trace and span ids: bytes, in hex. */
  | 'hex'
  | 'bytes';

/** Which form a field takes: `one` has a default, `maybe` may be absent, `many` is a list. */
export type Presence = 'one' | 'maybe' | 'many';

export type Field = {
  readonly number: number;
  readonly presence: Presence;
  readonly type: Scalar | Message;
};

/** The fields of a message by their JSON name: one table for both encodings. No message holds itself. */
export type Message = { readonly [name: string]: Field };

export function one<const Type extends Scalar>(number: number, type: Type) {
  return { number, presence: 'one', type } as const;
}

export function maybe<const Type extends Field['type']>(number: number, type: Type) {
  return { number, presence: 'maybe', type } as const;
}

export function many<const Type extends Field['type']>(number: number, type: Type) {
  return { number, presence: 'many', type } as const;
}
