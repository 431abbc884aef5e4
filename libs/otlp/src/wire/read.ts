import type { Message, Scalar } from './message.js';

type ScalarValue<Type extends Scalar> = Type extends 'text' | 'hex' | 'bytes'
  ? string
  : Type extends 'flag'
    ? boolean
    : Type extends 'nanos'
      ? bigint
      : number;

type ValueOf<Type> = Type extends Scalar ? ScalarValue<Type> : Read<Type>;

type Named<M, P> = { [Name in keyof M]: M[Name] extends { presence: P } ? Name : never }[keyof M];
type TypeOf<F> = F extends { type: infer Type } ? Type : never;

/** What a message is read as. */
export type Read<M> = M extends Message
  ? { [Name in Named<M, 'one'>]: ValueOf<TypeOf<M[Name]>> } & {
      [Name in Named<M, 'maybe'>]?: ValueOf<TypeOf<M[Name]>>;
    } & { [Name in Named<M, 'many'>]: ValueOf<TypeOf<M[Name]>>[] }
  : never;
