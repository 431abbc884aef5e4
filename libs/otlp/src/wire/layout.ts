import type { Field, Message, Scalar } from './message.js';

export type Known = { readonly name: string; readonly field: Field };

/** A message’s table, as reading it wants it: made once. */
export type Layout = {
  readonly fields: readonly Known[];
  readonly byNumber: ReadonlyMap<number, Known>;
  /** An empty message: defaults for what has one, empty lists. */
  empty(): Record<string, unknown>;
};

const layouts = new WeakMap<Message, Layout>();

export function layoutOf(message: Message): Layout {
  const made = layouts.get(message);
  if (made) return made;
  const fields = Object.entries(message).map(([name, field]) => ({ name, field }));
  const lists = fields.filter(({ field }) => field.presence === 'many').map(({ name }) => name);
  const defaults = Object.fromEntries(
    fields.flatMap(({ name, field: { presence, type } }) =>
      presence === 'one' && typeof type === 'string' ? [[name, defaultOf(type)]] : [],
    ),
  );
  const layout: Layout = {
    fields,
    byNumber: new Map(fields.map((known) => [known.field.number, known])),
    empty: () => {
      const empty: Record<string, unknown> = { ...defaults };
      for (const name of lists) empty[name] = [];
      return empty;
    },
  };
  layouts.set(message, layout);
  return layout;
}

function defaultOf(type: Scalar): string | number | bigint | boolean {
  switch (type) {
    case 'text':
    case 'hex':
    case 'bytes':
      return '';
    case 'flag':
      return false;
    case 'nanos':
      return 0n;
    default:
      return 0;
  }
}
