import { describe, it } from 'vitest';
import {
  finishAction,
  finishUndo,
  type Incident,
  judgeAction,
  type Outcome,
  stopAction,
  undoAction,
  type Verdict,
} from '../src/index.js';
import {
  completed,
  failed,
  given,
  judged,
  kill,
  mitigated,
  opened,
  recommended,
  reopened,
  requested,
  resolved,
  stopped,
  undofailed,
  undoing,
  undone,
} from './story.js';

const { actionId } = kill;
const stop = (incident: Incident) => stopAction(incident, { actionId, reason: 'wait' });
const undo = (incident: Incident) => undoAction(incident, { actionId, by: 'ana', reason: 'it was not it' });
const finish = (outcome: Outcome) => (incident: Incident) => finishAction(incident, { actionId, outcome });
const finishedUndo = (outcome: Outcome) => (incident: Incident) =>
  finishUndo(incident, { actionId, outcome });
const say =
  (verdict: Verdict['verdict'], by: Verdict['by'] = 'person') =>
  (incident: Incident) =>
    judgeAction(incident, { actionId, verdict, by, reason: 'seen' });
const done = { kind: 'completed', durationMs: 12 } as const;

describe('stopping an action', () => {
  it('is possible until it is done, and twice is as once', () => {
    given(opened(), requested()).when(stop).then(stopped('wait'));
    given(opened(), requested(), stopped()).when(stop).then();
    given(opened(), requested(), failed('x')).when(stop).then();
  });

  it('is refused for what is done, or was never begun, and says what to do', () => {
    given(opened(), requested(), completed())
      .when(stop)
      .refuses('action-done', /Undo it instead/);
    given(opened(), recommended())
      .when(stop)
      .refuses('action-not-begun', /Reject it instead/);
    given(opened()).when(stop).refuses('unknown-action');
    given().when(stop).refuses('unknown-incident');
  });

  it('takes back what was done all the same', () => {
    const why = 'It was stopped while it ran, and was done all the same.';
    given(opened(), requested(), stopped()).when(finish(done)).then(completed(12), undoing(why));
    given(opened(), requested(), stopped())
      .when(finish({ ...done, changed: false }))
      .then();
    given(opened(), requested(), stopped())
      .when(finish({ kind: 'failed', reason: 'x' }))
      .then();
  });
});

describe('undoing an action', () => {
  const wrong = judged('wrong', 'person', 'Undone by ana.');

  it('is asked for once, and says that the action was wrong', () => {
    given(opened(), requested(), completed(), mitigated()).when(undo).then(undoing('it was not it'), wrong);
    given(opened(), requested(), completed(), undoing()).when(undo).then();
    given(opened(), requested(), completed(), undoing(), undone()).when(undo).then();
  });

  it('says nothing of the action once it proved right, or when all is over', () => {
    given(opened(), requested(), completed(), judged('confirmed', 'recovery', 'well'))
      .when(undo)
      .then(undoing('it was not it'));
    given(opened(), requested(), completed(), resolved()).when(undo).then(undoing('it was not it'));
  });

  it('is refused where nothing was done', () => {
    given(opened(), recommended())
      .when(undo)
      .refuses('action-not-done', /nothing to undo/);
    given(opened(), requested()).when(undo).refuses('action-not-done');
  });

  it('is refused where others had done it before: theirs is not to be taken back', () => {
    given(opened(), requested(), completed(12, { changed: false }))
      .when(undo)
      .refuses('action-not-done', /changed nothing/);
  });

  it('opens again what the action had mitigated', () => {
    const past = [opened(), requested(), completed(), mitigated(), undoing()];
    given(...past)
      .when(finishedUndo({ kind: 'completed', durationMs: 7 }))
      .then(undone(7), reopened('The action that had mitigated it was undone.'));
    given(opened(), requested(), completed(), undoing())
      .when(finishedUndo({ kind: 'completed', durationMs: 7 }))
      .then(undone(7));
  });

  it('may fail, and can be asked for again', () => {
    const past = [opened(), requested(), completed(), undoing()];
    given(...past)
      .when(finishedUndo({ kind: 'refused', reason: 'cannot' }))
      .then(undofailed('cannot'));
    given(...past, undofailed('cannot'), judged('confirmed', 'person', 'right'))
      .when(undo)
      .then(undoing('it was not it'));
    given(opened(), requested(), completed()).when(finishedUndo(done)).then();
  });
});

describe('the verdict on an action', () => {
  it('is what a person says, also of a recommendation, and may be changed by one', () => {
    given(opened(), recommended())
      .when(say('wrong'))
      .then(judged('wrong', 'person', 'seen'));
    given(opened(), recommended(), judged('wrong', 'person', 'x'))
      .when(say('wrong'))
      .then();
    given(opened(), recommended(), judged('wrong', 'person', 'x'))
      .when(say('confirmed'))
      .then(judged('confirmed', 'person', 'seen'));
  });

  it('is not changed by what is measured', () => {
    given(opened(), requested(), completed(), judged('wrong', 'person', 'x'))
      .when(say('confirmed', 'recovery'))
      .then();
  });

  it('is not “right” for what was not done', () => {
    given(opened(), requested(), failed('x'))
      .when(say('confirmed'))
      .refuses('action-not-done', /nothing was done/);
  });
});
