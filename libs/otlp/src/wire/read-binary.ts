import { BinaryReader, WireType } from '@bufbuild/protobuf/wire';
import { type Known, layoutOf } from './layout.js';
import type { Field, Message, Scalar } from './message.js';
import type { Read } from './read.js';
import { Unreadable } from './unreadable.js';

/**
 * Reads a protobuf message by its table; fields that are not in it are passed over.
 * @throws Unreadable
 */
export function readBinary<const M extends Message>(bytes: Uint8Array, message: M): Read<M> {
  try {
    return readMessage(new BinaryReader(bytes), bytes.length, message) as Read<M>;
  } catch (error) {
    if (error instanceof Unreadable) throw error;
    throw new Unreadable(`The body is no such protobuf message: ${reasonOf(error)}.`);
  }
}

const endsInField = 'The body is no such protobuf message: a part of it ends in a field.';

function readMessage(reader: BinaryReader, end: number, message: Message): object {
  const { byNumber, empty } = layoutOf(message);
  const result = empty();
  while (reader.pos < end) {
    const [number, wireType] = reader.tag();
    const known = byNumber.get(number);
    if (known && fits(known.field, wireType)) take(reader, end, wireType, known, result);
    else reader.skip(wireType, number);
  }
  if (reader.pos !== end) throw new Unreadable(endsInField);
  return result;
}

function take(
  reader: BinaryReader,
  end: number,
  wireType: WireType,
  { name, field }: Known,
  result: Record<string, unknown>,
): void {
  const { type } = field;
  if (typeof type !== 'string') {
    const value = readMessage(reader, endOf(reader, end), type);
    if (field.presence === 'many') (result[name] as unknown[]).push(value);
    else result[name] = { ...(result[name] as object | undefined), ...value };
    return;
  }
  if (field.presence !== 'many') {
    result[name] = readScalar(reader, type);
    return;
  }
  const list = result[name] as unknown[];
  if (wireType !== WireType.LengthDelimited || wireTypes[type] === WireType.LengthDelimited) {
    list.push(readScalar(reader, type));
    return;
  }
  const packedEnd = endOf(reader, end);
  while (reader.pos < packedEnd) list.push(readScalar(reader, type));
  if (reader.pos !== packedEnd) throw new Unreadable(endsInField);
}

function endOf(reader: BinaryReader, outer: number): number {
  const end = reader.uint32() + reader.pos;
  if (end > outer) throw new Unreadable('The body is no such protobuf message: it ends too soon.');
  return end;
}

const wireTypes: Readonly<Record<Scalar, WireType>> = {
  text: WireType.LengthDelimited,
  hex: WireType.LengthDelimited,
  bytes: WireType.LengthDelimited,
  flag: WireType.Varint,
  int: WireType.Varint,
  zigzag: WireType.Varint,
  small: WireType.Varint,
  varcount: WireType.Varint,
  number: WireType.Bit64,
  nanos: WireType.Bit64,
  count: WireType.Bit64,
  fixedint: WireType.Bit64,
};

/** A field in another wire type than its own is none that we know; lists of scalars may be packed or not. */
function fits(field: Field, wireType: WireType): boolean {
  if (typeof field.type !== 'string') return wireType === WireType.LengthDelimited;
  if (wireType === wireTypes[field.type]) return true;
  return field.presence === 'many' && wireType === WireType.LengthDelimited;
}

function readScalar(reader: BinaryReader, type: Scalar): unknown {
  switch (type) {
    case 'text':
      return reader.string();
    case 'hex':
      return Buffer.from(reader.bytes()).toString('hex');
    case 'bytes':
      return Buffer.from(reader.bytes()).toString('base64');
    case 'flag':
      return reader.bool();
    case 'number':
      return reader.double();
    case 'nanos':
      return BigInt(reader.fixed64());
    case 'count':
      return reader.fixed32() + reader.fixed32() * 2 ** 32;
    case 'varcount':
      return Number(reader.uint64());
    case 'fixedint':
      return Number(reader.sfixed64());
    case 'int':
      return Number(reader.int64());
    case 'zigzag':
      return reader.sint32();
    case 'small':
      return reader.uint32();
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message.replace(/\.$/, '') : String(error);
}
