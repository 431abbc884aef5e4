import type { Audit, AuditFinding } from '@hormesis/api';
import { describe, expect, it } from 'vitest';
import { findingsIn } from '../src/doctor/audit-findings.js';

const now = new Date('2026-11-23T12:00:00Z');
const sound: Audit = { comparedAt: '2026-11-23T11:59:58Z', behind: 0, keepers: [], findings: [] };

function lost(id: number, rest: Partial<AuditFinding> = {}): AuditFinding {
  return {
    id,
    kind: 'missing',
    projection: 'timeline_entry',
    build: 1,
    topic: 'hormesis.changes',
    partition: 3,
    from: 50,
    to: 73,
    exact: true,
    expected: 23,
    actual: 0,
    detail: 'It has passed 23 records that it never took in.',
    remedy: 'Rebuild it from the log: hormesis rebuild timeline_entry',
    foundAt: '2026-11-23T11:00:00Z',
    seenAt: '2026-11-23T11:00:00Z',
    ...rest,
  };
}

describe('what the doctor says of the audit', () => {
  it('is that nothing is lost, and when that was looked at', () => {
    expect(findingsIn(sound, now)).toMatchObject([
      { level: 'good', what: 'audit', detail: expect.stringContaining('nothing lost') },
    ]);
  });

  it('is that it has not looked yet, or not for long', () => {
    expect(findingsIn({ ...sound, comparedAt: null, behind: 7 }, now)).toMatchObject([
      { level: 'note', detail: expect.stringContaining('7 records to go') },
    ]);
    const old = { ...sound, comparedAt: '2026-11-23T11:30:00Z', behind: 900 };
    expect(findingsIn(old, now)).toMatchObject([
      { level: 'odd', detail: expect.stringContaining('900 records to go'), remedy: expect.any(String) },
    ]);
  });

  it('is each loss with its place, and what to do', () => {
    expect(findingsIn({ ...sound, findings: [lost(4)] }, now)).toEqual([
      {
        level: 'wrong',
        what: 'audit timeline_entry #4',
        detail: 'hormesis.changes/3@50 to 72: It has passed 23 records that it never took in.',
        remedy: 'Rebuild it from the log: hormesis rebuild timeline_entry',
      },
    ]);
    const [vague] = findingsIn({ ...sound, findings: [lost(5, { projection: null, exact: false })] }, now);
    expect(vague).toMatchObject({
      what: 'audit log #5',
      detail: expect.stringContaining('(somewhere there)'),
    });
  });

  it('counts what is too much to list', () => {
    const findings = Array.from({ length: 9 }, (_, n) => lost(n));
    const said = findingsIn({ ...sound, findings }, now);
    expect(said).toHaveLength(6);
    expect(said.at(-1)?.detail).toContain('4 more');
  });
});
