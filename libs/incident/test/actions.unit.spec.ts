import { describe, expect, it } from 'vitest';
import {
  actionIdOf,
  approveAction,
  finishAction,
  type Incident,
  type Outcome,
  recommendAction,
  requestAction,
  targetOf,
  wordsOf,
} from '../src/index.js';
import {
  completed,
  deploy,
  failed,
  flip,
  given,
  kill,
  mitigated,
  opened,
  recommended,
  refused,
  requested,
  resolved,
} from './story.js';

const request = (incident: Incident) => requestAction(incident, kill);
const recommend = (incident: Incident) => recommendAction(incident, kill);
const approve = (incident: Incident) => approveAction(incident, { actionId: kill.actionId, by: 'ana' });
const finish = (outcome: Outcome) => (incident: Incident) =>
  finishAction(incident, { actionId: kill.actionId, outcome });
const approved = requested('Approved by ana.');

describe('an action', () => {
  it('is requested once, also after it was recommended', () => {
    given(opened()).when(request).then(requested());
    given(opened(), recommended()).when(request).then(requested());
    given(opened(), requested()).when(request).then();
    given(opened(), requested(), completed()).when(request).then();
  });

  it('is recommended once', () => {
    given(opened()).when(recommend).then(recommended());
    given(opened(), recommended()).when(recommend).then();
    given(opened(), requested()).when(recommend).then();
  });

  it('is approved by a person when it was recommended, or did not work', () => {
    given(opened(), recommended()).when(approve).then(approved);
    given(opened(), requested(), failed('timeout')).when(approve).then(approved);
    given(opened(), requested(), refused('no executor')).when(approve).then(approved);
    given(opened(), requested()).when(approve).then();
  });

  it('is not approved when unknown, or after the end', () => {
    given().when(approve).refuses('unknown-incident');
    given(opened())
      .when(approve)
      .refuses('unknown-action', /no action/);
    given(opened(), recommended(), resolved()).when(approve).refuses('incident-resolved');
  });

  it('mitigates the incident when it is completed, once', () => {
    const done = finish({ kind: 'completed', durationMs: 12 });
    given(opened(), requested()).when(done).then(completed(12), mitigated());
    given(opened(), mitigated(), requested()).when(done).then(completed(12));
    given(opened(), requested(), completed()).when(done).then();
    given(opened(), recommended()).when(done).then();
  });

  it('mitigates nothing where it changed nothing', () => {
    given(opened(), requested())
      .when(finish({ kind: 'completed', durationMs: 12, changed: false }))
      .then(completed(12, { changed: false }));
  });

  it('says why it failed or was refused', () => {
    given(opened(), requested())
      .when(finish({ kind: 'failed', reason: 'HTTP 500' }))
      .then(failed('HTTP 500'));
    given(opened(), requested())
      .when(finish({ kind: 'refused', reason: 'no executor' }))
      .then(refused('no executor'));
    given(opened())
      .when(finish({ kind: 'failed', reason: 'x' }))
      .refuses('unknown-action');
  });
});

describe('the id of an action', () => {
  it('is another for a change of another emitter, whose event has the same id', () => {
    const id = (source: string) => actionIdOf('inc-1', { ...deploy, source }, { kind: 'kill', flag: 'f' });
    expect(id('/ci')).toBe(id('/ci'));
    expect(id('/ci')).not.toBe(id('/other-ci'));
  });
});

describe('what takes a change back', () => {
  const target = (change: Parameters<typeof targetOf>[0]) => targetOf(change, 'production');

  it('is the flag, for a flag and for a deployment behind one', () => {
    expect(target(flip)).toEqual({ kind: 'kill', flag: 'new-cart' });
    expect(target({ ...deploy, flag: 'new-cart' })).toEqual({ kind: 'kill', flag: 'new-cart' });
  });

  it('is a rollback to what ran before, for any other deployment', () => {
    const rollback = { kind: 'rollback', service: 'checkout', environment: 'production', toVersion: 'v412' };
    expect(target(deploy)).toEqual(rollback);
    expect(wordsOf(rollback as never)).toBe('roll checkout in production back to v412');
  });

  it('is nothing for a flag that somebody turned off', () => {
    expect(target({ ...flip, exposure: 0 })).toBeUndefined();
  });

  it('is nothing for a deployment marked as irreversible, except the flag before it', () => {
    expect(target({ ...deploy, reversible: false })).toBeUndefined();
    expect(target({ ...deploy, reversible: false, flag: 'new-cart' })).toEqual(kill.target);
  });
});
