import type { Event, EventName, EventOf, TopicName } from '@hormesis/events';
import type { Position } from '@hormesis/log';
import type { Columns, Row } from './column.js';
import { stamp } from './newer.js';
import { type StoredRow, type Table, table } from './stored-row.js';

/**
 * How an event changes a row: returns the row that shall stand, the same row (nothing changes), or `null` (it is
 * deleted). `row` is `undefined` where there is none yet. Must be pure, and must not rely on the order of events from
 * different partitions; see `newer`.
 */
export type Handler<Key, Values, E extends Event> = (
  row: Values | undefined,
  event: E,
  position: Position,
  key: Key,
) => Values | null | undefined;

/** Handlers by event name; `*` takes every event that has no handler of its own, unknown types too. */
export type Handlers<Key, Values> = { readonly [Name in EventName]?: Handler<Key, Values, EventOf<Name>> } & {
  readonly '*'?: Handler<Key, Values, Event>;
};

/**
 * - `each`: a row is made of one event alone, and stands. The handler gets no row.
 * - `newest`: the row of the newest event stands, by its {@link stamp} columns. The handler gets only rows of events of
 *   the same batch, looks at them through `newer` alone, and never deletes.
 * - `folded`: a row is made of all its events. The handler gets the row as it stands; a resent event does not reach it.
 *
 * The first two need neither a look at the stored row nor a memory of what was seen, so they are several times as fast.
 */
export type RowKind = 'each' | 'newest' | 'folded';

export type ProjectionDefinition<K extends Columns, C extends Columns> = {
  name: string;
  /** Raised when rows must be made anew from the whole log. */
  version: number;
  from: readonly TopicName[];
  /** Table with its schema, `read.deployment_state`; its primary key is `by`. */
  table: string;
  /** The columns of the key. */
  by: K;
  /** Which row (or rows) an event concerns; `null`: none. */
  key: (event: Event) => Row<K> | readonly Row<K>[] | null;
  columns: C;
  /** How rows come about; see {@link RowKind}. Default `folded`. */
  rows?: RowKind;
  /**
   * Whether events of different partitions may concern the same row (the default). Those rows are then locked while
   * they are changed; say `false` where each row has events of one partition only, and partitions never wait. Only for
   * `folded` rows; the others are never locked.
   */
  sharedRows?: boolean;
  on: Handlers<Row<K>, Row<C>>;
};

/** A projection as the runtime sees it. Made by {@link projection}. */
export interface Projection {
  readonly name: string;
  readonly version: number;
  readonly from: readonly TopicName[];
  readonly table: Table;
  readonly rows: RowKind;
  readonly sharedRows: boolean;
  /** The keys of the rows that the event concerns; none where it has no handler. */
  keysOf(event: Event): readonly StoredRow[];
  apply(
    row: StoredRow | undefined,
    event: Event,
    position: Position,
    key: StoredRow,
  ): StoredRow | null | undefined;
}

/** Says what a row means; batches, checkpoints, fences and SQL are the runtime's. */
export function projection<const K extends Columns, const C extends Columns>(
  definition: ProjectionDefinition<K, C>,
): Projection {
  const handlers = new Map(Object.entries(definition.on)) as ReadonlyMap<string, AnyHandler>;
  const handlerOf = ({ name }: Event) => handlers.get(name) ?? handlers.get('*');
  const shape = table(definition.table, definition.by, definition.columns);
  const rows = definition.rows ?? 'folded';
  if (rows === 'newest') assertStamped(definition.name, shape);
  return {
    name: definition.name,
    version: definition.version,
    from: definition.from,
    table: shape,
    rows,
    sharedRows: definition.sharedRows ?? true,
    keysOf: (event) =>
      handlerOf(event) ? asList(definition.key(event)).map((key) => normalRow(shape.keys, key)) : [],
    apply: (row, event, position, key) => {
      const next = handlerOf(event)?.(row, event, position, key);
      if (next === null && rows !== 'folded')
        throw new TypeError(`A projection of ${rows} rows deletes none.`);
      return next && next !== row ? normalRow(shape.values, next) : next;
    },
  };
}

type AnyHandler = Handler<StoredRow, StoredRow, Event>;

function assertStamped(name: string, { values }: Table): void {
  const missing = Object.keys(stamp).filter((column) => !values.some((value) => value.name === column));
  if (missing.length > 0)
    throw new TypeError(`Projection ${name} keeps the newest: it needs the columns of \`stamp\`.`);
}

function asList(keys: StoredRow | readonly StoredRow[] | null): readonly StoredRow[] {
  if (keys === null) return [];
  return isList(keys) ? keys : [keys];
}

function isList(keys: StoredRow | readonly StoredRow[]): keys is readonly StoredRow[] {
  return Array.isArray(keys);
}

function normalRow(columns: Table['values'], row: StoredRow): StoredRow {
  const normal: Record<string, unknown> = {};
  for (const { name, column } of columns) normal[name] = column.normal(row[name]);
  return normal;
}
