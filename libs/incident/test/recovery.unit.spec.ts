import { describe, expect, it } from 'vitest';
import {
  actionIdOf,
  EVERYTHING,
  escalateIncident,
  type Incident,
  nextStep,
  recoverIncident,
  resolveWhenCleared,
} from '../src/index.js';
import {
  completed,
  deploy,
  escalated,
  flip,
  given,
  joined,
  judged,
  kill,
  ladder,
  mitigated,
  opened,
  place,
  recovered,
  reopened,
  requested,
  resolved,
  stopped,
  suspect,
  undoing,
} from './story.js';

/** The story’s events are a second apart: the action is done at 10:00:02. */
const done = [opened(), requested(), completed(), mitigated()];
const at = '2026-01-05T10:00:43.000Z';
const recover = (incident: Incident) =>
  recoverIncident(incident, { at, method: 'reverse-test/1', evidence: ['3 of 900 were bad.'] });
const proof = recovered({ seconds: 41, method: 'reverse-test/1', evidence: ['3 of 900 were bad.'] });
const right = judged('confirmed', 'recovery', 'It was well again 41 s after it.');
const escalate =
  (over: object = {}) =>
  (incident: Incident) =>
    escalateIncident(incident, { actionId: kill.actionId, reason: 'still bad', stillBad: false, ...over });

describe('recovery after an action', () => {
  it('is stated with its evidence, and proves the action right, once', () => {
    given(...done)
      .when(recover)
      .then(proof, right);
    given(...done, proof, right)
      .when(recover)
      .then();
  });

  it('says nothing of what was undone, stopped, judged by a person, or given up', () => {
    given(...done, undoing())
      .when(recover)
      .then();
    given(opened(), requested(), stopped()).when(recover).then();
    given(...done, judged('wrong', 'person', 'no'))
      .when(recover)
      .then();
    given(...done, escalated({ reason: 'late' }))
      .when(recover)
      .then();
    given(opened(), requested(), completed(12, { changed: false }))
      .when(recover)
      .then();
  });

  it('is seen when all anomalies have cleared, which ends the incident', () => {
    const clear = (incident: Incident) => resolveWhenCleared(incident, { cleared: ['anm-1'], at });
    given(...done)
      .when(clear)
      .then(
        recovered({ seconds: 41, method: 'anomaly-cleared', evidence: ['The anomaly cleared.'] }),
        right,
        resolved('The anomaly cleared.'),
      );
    given(...done, joined('anm-2'))
      .when(clear)
      .then();
  });
});

describe('an action that did not help in time', () => {
  it('calls people, once', () => {
    given(...done)
      .when(escalate())
      .then(escalated({ reason: 'still bad' }));
    given(...done, escalated({ reason: 'still bad' }))
      .when(escalate())
      .then();
    given(...done, right)
      .when(escalate())
      .then();
    given(...done, resolved())
      .when(escalate())
      .then();
  });

  it('was wrong where signals show that it is as bad as before', () => {
    given(...done)
      .when(escalate({ stillBad: true }))
      .then(
        escalated({ reason: 'still bad' }),
        judged('wrong', 'recovery', 'still bad'),
        reopened('The action that was to mitigate it did not help.'),
      );
  });

  it('leaves the next suspect to a person', () => {
    const ranked = {
      name: 'attribution.ranked',
      subject: 'inc-1',
      data: {
        ...place,
        anomaly: 'anm-1',
        method: 'm',
        candidates: [suspect(flip, 0.9), suspect(deploy, 0.08)].map((candidate) => ({
          ...candidate,
          evidence: [],
        })),
      },
    };
    const past = [opened(), ranked as never, requested(), completed()];
    const state = given(...past).state();
    const action = state.actions[kill.actionId];
    if (!action) throw new Error('no action');
    const next = nextStep(state, action, [flip, deploy], ladder());
    const id = actionIdOf('inc-1', deploy, {
      kind: 'rollback',
      service: 'checkout',
      environment: 'production',
    });
    expect(next).toMatchObject({ actionId: id, change: deploy, withheld: ['did-not-help'] });
    given(...past)
      .when(escalate({ next }))
      .then(escalated({ reason: 'still bad', next: id }), {
        name: 'action.recommended',
        subject: id,
        data: {
          ...place,
          incident: 'inc-1',
          target: { kind: 'rollback', service: 'checkout', environment: 'production', toVersion: 'v412' },
          change: 'deploy-1',
          reason: 'checkout v413 deployed to production: what was done before it did not help.',
          rule: EVERYTHING,
          blast: { exposure: 100, changes: 0 },
          withheld: ['did-not-help'],
        },
      });
  });

  it('is followed by taking the same change back when it was only a pause', () => {
    const state = given(opened()).state();
    const suspects = [{ eventId: 'flip-1', source: flip.source, probability: 0.95 }];
    const pause = {
      id: 'act-p',
      target: { kind: 'pause', flag: 'new-cart' },
      state: 'completed',
      reason: '',
      change: 'flip-1',
    } as const;
    expect(nextStep({ ...state, suspects }, pause, [flip], ladder())).toMatchObject({
      target: { kind: 'kill', flag: 'new-cart' },
    });
    const killed = { ...pause, target: kill.target };
    expect(nextStep({ ...state, suspects }, killed, [flip], ladder())).toBeUndefined();
  });
});
