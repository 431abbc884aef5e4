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
const publish = (digest: string) => (postmortem: Postmortem) => publishPostmortem(postmortem, data(digest));

describe('publishing a postmortem', () => {
  it('says that it was made', () => given().when(publish('a')).then(published('a')));
  it('says the same report once', () => given(published('a')).when(publish('a')).then());
  it('says a new version again', () => given(published('a')).when(publish('b')).then(published('b')));
});
