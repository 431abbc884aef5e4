import { type Field, type Message, many, maybe, one } from '../wire/message.js';
import type { Read } from '../wire/read.js';

/** One value is set; values within values are read, and used nowhere. */
export type AnyValue = {
  stringValue?: string;
  boolValue?: boolean;
  intValue?: number;
  doubleValue?: number;
};

const anyValue = {
  stringValue: maybe(1, 'text'),
  boolValue: maybe(2, 'flag'),
  intValue: maybe(3, 'int'),
  doubleValue: maybe(4, 'number'),
} as const satisfies Message;

const keyValue = { key: one(1, 'text'), value: maybe(2, anyValue) } as const satisfies Message;

export const attributes = many(1, keyValue);

/** Attributes under another field number than 1. */
export function attributesAt<const Number extends number>(number: Number) {
  return { ...many(0, keyValue), number } satisfies Field;
}

export const resource = { attributes } as const satisfies Message;

export type KeyValue = Read<typeof keyValue>;
export type Resource = Read<typeof resource>;
