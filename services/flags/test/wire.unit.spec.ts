import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeText, encodeText } from '../src/serve-flagd/wire.js';

describe('flagd.sync.v1 on the wire', () => {
  it('writes a document as field 1, as protocol buffers do', () => {
    expect(encodeText('abc').toString('hex')).toBe('0a03616263');
    expect(encodeText('é').toString('hex')).toBe('0a02c3a9');
    const long = encodeText('x'.repeat(300));
    expect(long.subarray(0, 3).toString('hex')).toBe('0aac02');
    expect(long).toHaveLength(303);
  });

  it('reads who asks, whatever else the request says', () => {
    expect(decodeText(Buffer.alloc(0))).toBe('');
    expect(decodeText(Buffer.from('0a02616212017a', 'hex'))).toBe('ab');
    expect(decodeText(Buffer.from('12017a0a026162', 'hex'))).toBe('ab');
  });

  it('reads back what was written, and never fails on what was not', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (text) => {
        expect(decodeText(encodeText(text))).toBe(text);
      }),
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 50 }), (bytes) => {
        expect(decodeText(Buffer.from(bytes))).toBeTypeOf('string');
      }),
    );
  });
});
