import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StoredRow } from '../src/definition/stored-row.js';
import { fold } from '../src/fold/fold.js';
import { plan } from '../src/fold/plan.js';
import type { Share } from '../src/fold/share.js';
import { tallyOf } from '../src/store/checksum.js';
import { anomaly, deployed, ledger, ledgerOf, recordOf, removed } from './ledger.js';

const at = (second: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, second)).toISOString();
const checkout = '["checkout"]';

const share: Share = {
  build: { projection: ledger, name: 'ledger', build: 1, table: ledger.table },
  mark: { keeper: { name: 'ledger', build: 1 }, known: 0, epoch: 0, tally: tallyOf([]) },
  parked: new Set(),
};

function foldAll(events: Parameters<typeof recordOf>[0][], stored = new Map<string, StoredRow>()) {
  const { steps } = plan(
    share,
    events.map((event, offset) => recordOf(event, offset)),
  );
  return fold(ledger, steps, { stored });
}

describe('folding a batch', () => {
  it('leaves one change for each touched row', () => {
    const { changes } = foldAll([
      deployed('checkout', 'v1', at(1), 'a'),
      deployed('search', 'v7', at(2), 'b'),
      deployed('checkout', 'v2', at(3), 'c'),
    ]);
    expect(changes).toMatchObject([
      { key: { service: 'checkout' }, row: { deployments: 2, version: 'v2' } },
      { key: { service: 'search' }, row: { deployments: 1, version: 'v7' } },
    ]);
  });

  it('keeps the newest by event time, whatever came last', () => {
    const { changes } = foldAll([
      deployed('checkout', 'v2', at(9), 'a'),
      deployed('checkout', 'v1', at(1), 'b'),
    ]);
    expect(changes[0]?.row).toMatchObject({ version: 'v2', eventTime: at(9), eventId: 'a' });
  });

  it('takes the later on the log when two events bear the same time', () => {
    const { changes } = foldAll([
      deployed('checkout', 'v1', at(1), 'z'),
      deployed('checkout', 'v2', at(1), 'a'),
    ]);
    expect(changes[0]?.row).toMatchObject({ version: 'v2' });
  });

  it('deletes a row', () => {
    const stored = new Map([[checkout, { deployments: 1 }]]);
    const { changes } = foldAll([removed('checkout', at(1), 'a')], stored);
    expect(changes).toEqual([{ key: { service: 'checkout' }, row: null }]);
  });

  it('writes nothing for a row that began and ended in the batch', () => {
    const { changes } = foldAll([deployed('checkout', 'v1', at(1), 'a'), removed('checkout', at(2), 'b')]);
    expect(changes).toEqual([]);
  });

  it('parks an event whose handler throws and what follows it in the same row; others flow on', () => {
    const { changes, letters } = foldAll([
      deployed('checkout', 'v1', at(1), 'a'),
      deployed('checkout', 'poison', at(2), 'b'),
      deployed('checkout', 'v3', at(3), 'c'),
      deployed('search', 'v7', at(4), 'd'),
    ]);
    expect(changes).toMatchObject([
      { key: { service: 'checkout' }, row: { version: 'v1' } },
      { key: { service: 'search' }, row: { version: 'v7' } },
    ]);
    expect(letters).toMatchObject([
      { position: { offset: 1 }, rowKey: checkout, reason: 'failed', error: /cannot be taken in/ },
      { position: { offset: 2 }, rowKey: checkout, reason: 'follows' },
    ]);
  });

  it('makes the same rows of any cut of the same events, with any of them resent', () => {
    const service = fc.constantFrom('checkout', 'search', 'cart');
    const kind = fc.constantFrom('deployed', 'deployed', 'anomaly', 'removed');
    const described = fc.record({ service, kind, second: fc.nat(20) });
    const scenario = fc.record({
      events: fc.array(described, { maxLength: 40 }),
      resent: fc.array(fc.nat(39), { maxLength: 10 }),
      cuts: fc.array(fc.nat(50), { maxLength: 8 }),
    });
    fc.assert(
      fc.property(scenario, ({ events, resent, cuts }) => {
        const log = events.map((event, n) => make(event, n));
        const sent = [...log, ...resent.flatMap((n) => log[n] ?? [])].map((event, n) => recordOf(event, n));
        expect(inBatches(sent, cuts)).toEqual(ledgerOf(sent));
      }),
    );
  });
});

function make({ service, kind, second }: { service: string; kind: string; second: number }, n: number) {
  if (kind === 'anomaly') return anomaly(service, at(second), `e${n}`);
  if (kind === 'removed') return removed(service, at(second), `e${n}`);
  return deployed(service, `v${n}`, at(second), `e${n}`);
}

/** What the runtime does, with a Map for the table and a Set for the identities. */
function inBatches(records: ReturnType<typeof recordOf>[], cuts: readonly number[]) {
  const rows = new Map<string, StoredRow>();
  const seen = new Set<string>();
  const borders = [...new Set([0, ...cuts, records.length])].sort((a, b) => a - b);
  for (const [n, from] of borders.entries()) {
    const { steps } = plan(share, records.slice(from, borders[n + 1]));
    const fresh = steps.filter(({ record }) => seen.size < seen.add(record.event.id).size);
    const { changes } = fold(ledger, fresh, { stored: rows });
    for (const { key, row } of changes) {
      if (row) rows.set(JSON.stringify([key.service]), row);
      else rows.delete(JSON.stringify([key.service]));
    }
  }
  return [...rows]
    .map(([id, { deployments, anomalies, version }]) => ({
      service: JSON.parse(id)[0],
      deployments,
      anomalies,
      version,
    }))
    .sort((a, b) => (a.service < b.service ? -1 : 1));
}
