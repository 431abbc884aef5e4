import { allows, parseTokens, TokenStore } from '@hormesis/http';
import { describe, expect, it } from 'vitest';

describe('HORMESIS_TOKENS', () => {
  it('holds a name, a secret and scopes for each credential', () => {
    expect(parseTokens('ci:a-long-secret=events:write,read; ops:another-secret=*')).toEqual([
      { name: 'ci', secret: 'a-long-secret', scopes: ['events:write', 'read'] },
      { name: 'ops', secret: 'another-secret', scopes: ['*'] },
    ]);
  });

  it.each([
    ['ci:short=read', /entry 1: expected name:secret=scope.*at least 8 characters/],
    ['ci:a-long-secret=read;nonsense', /entry 2: expected/],
    ['ci:a-long-secret=reed', /entry 1 \(ci\): no scope is called "reed"\. Scopes: read /],
  ])('refuses %s and says where', (text, message) => {
    expect(() => parseTokens(text)).toThrow(message);
  });
});

describe('a token', () => {
  const store = new TokenStore(parseTokens('ci:a-long-secret=events:write;ops:another-secret=*'));

  it('is found by its secret only', () => {
    expect(store.find('a-long-secret')?.name).toBe('ci');
    expect(store.find('a-long-secreT')).toBeUndefined();
    expect(store.find('ci')).toBeUndefined();
    expect(store.find('')).toBeUndefined();
  });

  it('allows what its scopes say, and * everything', () => {
    expect(allows({ scopes: ['events:write'] }, 'events:write')).toBe(true);
    expect(allows({ scopes: ['events:write'] }, 'read')).toBe(false);
    expect(allows({ scopes: ['*'] }, 'flags:write')).toBe(true);
  });
});
