import { rulesOf } from '@hormesis/decider/testing';
import { describe, it } from 'vitest';
import {
  type Postmortem,
  type PostmortemStatement,
  postmortemDecider,
  publishPostmortem,
} from '../src/publish-report/publish-postmortem.js';

const { given } = rulesOf<Postmortem, PostmortemStatement>(postmortemDecider, '2026-W47');
const data = (digest: string) => ({
  week: '2026-W47',
  from: '2026-11-16T00:00:00.000Z',
  to: '2026-11-23T00:00:00.000Z',
  incidents: 1,
  digest,
  positions: {},
});
const published = (digest: string): PostmortemStatement => ({
  name: 'postmortem.published',
  subject: '2026-W47',
  data: data(digest),
});
const whileItRan = '2026-11-18T06:00:00.000Z';
const onMonday = '2026-11-23T06:00:00.000Z';
const saidAt = (time: string, digest: string) => ({ ...published(digest), time });
const publish =
  (digest: string, at = onMonday) =>
  (postmortem: Postmortem) =>
    publishPostmortem(postmortem, data(digest), new Date(at));

describe('publishing a postmortem', () => {
  it('says that it was made', () => given().when(publish('a')).then(published('a')));
  it('says the same report once', () => {
    given(saidAt(onMonday, 'a')).when(publish('a')).then();
    given(saidAt(whileItRan, 'a')).when(publish('a', whileItRan)).then();
  });
  it('says a new version again', () => given(saidAt(onMonday, 'a')).when(publish('b')).then(published('b')));
  it('says the same report again when its week is over', () =>
    given(saidAt(whileItRan, 'a')).when(publish('a')).then(published('a')));
});
