import { type Decider, type Decision, refuse } from '@hormesis/decider';
import { rulesOf } from '@hormesis/decider/testing';
import type { StatementOf } from '@hormesis/events';
import { describe, expect, it } from 'vitest';

type Removal = StatementOf<'featureflag.removed'>;
type Flag = { key: string; removedAt: string | undefined };

const decider: Decider<Flag, Removal> = {
  category: 'flag',
  initial: (key) => ({ key, removedAt: undefined }),
  evolve: (flag, event) => ({ ...flag, removedAt: event.time }),
};

const removed = (reason?: string): Removal => ({
  name: 'featureflag.removed',
  subject: 'dark-mode',
  data: { reason } as Removal['data'],
});

const remove =
  (reason: string) =>
  (flag: Flag): Decision<Removal> =>
    flag.removedAt ? refuse('gone', `${flag.key} was removed at ${flag.removedAt}.`) : [removed(reason)];

const { given } = rulesOf(decider, 'dark-mode');

describe('a rule written as given, when, then', () => {
  it('holds when the decision is the expected one', () => {
    given().when(remove('unused')).then(removed('unused'));
    given(removed())
      .when(remove('unused'))
      .refuses('gone', /dark-mode was removed/);
  });

  it('treats an absent field and an undefined one alike, as the log does', () => {
    given()
      .when(() => [removed(undefined)])
      .then({ name: 'featureflag.removed', subject: 'dark-mode', data: {} });
  });

  it('gives events an envelope, and keeps the one they have', () => {
    expect(given(removed()).state().removedAt).toBe('2026-01-05T10:00:00.000Z');
    const later = { ...removed(), time: '2026-02-01T00:00:00Z' } as Removal;
    expect(given(later).state().removedAt).toBe('2026-02-01T00:00:00Z');
  });

  it('fails, and says what came instead', () => {
    expect(() => given().when(remove('unused')).then()).toThrow(/featureflag\.removed/);
    expect(() => given(removed()).when(remove('unused')).then()).toThrow(/refused as gone/);
    expect(() => given().when(remove('unused')).refuses('gone')).toThrow(/not refused/);
    expect(() => given(removed()).when(remove('unused')).refuses('other')).toThrow(/gone/);
  });
});
