import { z } from 'zod';
import { defineEvent, type EarlierVersion } from '../../src/index.js';

/** The first version: who did it is a text, how long it took counts seconds. */
export const first: EarlierVersion = {
  version: '0.1.0',
  content: z.object({ by: z.string().min(1), seconds: z.number().default(60) }),
  custom: z.object({}),
  upcast: ({ content: { seconds, ...content }, ...rest }) => ({
    ...rest,
    content: { ...content, durationMs: Number(seconds) * 1000 },
  }),
};

/** The second: how long it took counts milliseconds. */
export const second: EarlierVersion = {
  version: '0.2.0',
  content: z.object({ by: z.string().min(1), durationMs: z.number() }),
  custom: z.object({}),
  upcast: ({ content: { by, ...content }, ...rest }) => ({
    ...rest,
    content: { ...content, actor: { id: by } },
  }),
};

/** A type with a history; the third version says more of who did it. */
export const thingDone = defineEvent({
  name: 'thing.done',
  vocabulary: 'cdeventsx',
  version: '0.3.0',
  topic: 'hormesis.changes',
  description: 'A thing was done.',
  content: z.object({ actor: z.object({ id: z.string().min(1) }), durationMs: z.number() }),
  custom: z.object({}),
  earlier: [first, second],
});

export const typeOfThing = (version: string) => `dev.cdeventsx.hormesis-thing.done.${version}`;

/** A thing done, as an event of that version is sent. */
export function sentThing(version: string, content: object, more: object = {}) {
  return {
    specversion: '1.0',
    id: '1',
    source: '/test',
    type: typeOfThing(version),
    time: '2026-11-22T10:00:00Z',
    data: { context: { specversion: '0.5.1' }, subject: { id: 'x', content }, ...more },
  };
}
