import { type Candidate, stated } from '@hormesis/change';
import { describe, it } from 'vitest';
import {
  type AnswerAnomaly,
  actionIdOf,
  answerAnomaly,
  EVERYTHING,
  type Incident,
  type IncidentStatement,
  judge,
  type Policy,
} from '../src/index.js';
import {
  anomaly,
  deploy,
  flip,
  given,
  joined,
  judged,
  kill,
  ladder,
  opened,
  place,
  recommended,
  reopened,
  resolved,
  sure,
  suspect,
} from './story.js';

type Answering = {
  anomaly?: AnswerAnomaly['anomaly'];
  candidates?: Candidate[];
  rung?: Policy['rung'];
  drill?: string;
};

const answer =
  ({ anomaly: detected = anomaly(), candidates = sure(flip), rung = 'rollback', drill }: Answering = {}) =>
  (incident: Incident) => {
    const changes = candidates.flatMap(({ change }) => change ?? []);
    const now = new Date('2026-01-05T10:00:21.000Z');
    const where = { service: 'checkout', environment: 'production' };
    const judgement = judge(candidates, { ...where, ladder: ladder({ rung }), changes, now });
    return answerAnomaly(incident, { anomaly: detected, candidates, judgement, drill });
  };

const detected = {
  name: 'incident.detected',
  subject: 'inc-1',
  data: {
    ...place,
    description: 'http.errors of checkout got worse in production',
    anomaly: 'anm-1',
    severity: 'critical',
    onset: '2026-01-05T10:00:00.000Z',
  },
} satisfies IncidentStatement;
const ranked = (candidates = sure(flip), subject = 'anm-1'): IncidentStatement => ({
  name: 'attribution.ranked',
  subject: 'inc-1',
  data: { ...place, anomaly: subject, method: 'time-and-closeness/1', candidates: candidates.map(stated) },
});
const action = (
  name: 'action.requested' | 'action.recommended',
  reason: string,
  over = {},
  actionId = kill.actionId,
): IncidentStatement => ({
  name,
  subject: actionId,
  data: {
    ...place,
    incident: 'inc-1',
    target: kill.target,
    change: 'flip-1',
    reason,
    rule: EVERYTHING,
    blast: { exposure: 100, changes: 0 },
    ...over,
  },
});
const note = (text: string): IncidentStatement => ({
  name: 'incident.annotated',
  subject: 'inc-1',
  data: { ...place, note: text },
});
const suspicion = 'flag new-cart turned on began 30 s before the onset (probability 0.95).';

describe('answering an anomaly', () => {
  it('opens an incident, writes the suspects down and acts where policy says so', () => {
    given()
      .when(answer())
      .then(detected, ranked(), action('action.requested', `${suspicion} Policy lets the guardian act.`));
  });

  it('says of the incident that it is a drill, where the anomaly does not', () => {
    const summary = (text: string) => anomaly({ data: { ...anomaly().data, summary: text } });
    const titled = (description: string) => ({ ...detected, data: { ...detected.data, description } });
    const acted = action('action.requested', `${suspicion} Policy lets the guardian act.`);
    given()
      .when(answer({ drill: 'drl-1' }))
      .then(titled('Drill drl-1: http.errors of checkout got worse in production'), ranked(), acted);
    given()
      .when(answer({ drill: 'drl-1', anomaly: summary('It is drl-1') }))
      .then(titled('It is drl-1'), ranked(), acted);
  });

  it('recommends where policy leaves it to people', () => {
    given()
      .when(answer({ rung: 'recommend' }))
      .then(
        detected,
        ranked(),
        action('action.recommended', `${suspicion} Policy leaves it to a person.`, { withheld: ['rung'] }),
      );
  });

  it('only watches where policy says so, and where no change stands out', () => {
    given()
      .when(answer({ rung: 'observe' }))
      .then(detected, ranked());
    const nobody = [suspect(null, 0.8), suspect(flip, 0.2)];
    given()
      .when(answer({ candidates: nobody }))
      .then(detected, ranked(nobody));
  });

  it('pauses what is on its way and recommends to take it back, where it may go no further', () => {
    const ramp = { ...flip, exposure: 10, scheduled: true };
    const target = { kind: 'pause' as const, flag: 'new-cart' };
    given()
      .when(answer({ candidates: sure(ramp), rung: 'pause' }))
      .then(
        detected,
        ranked(sure(ramp)),
        action(
          'action.requested',
          `${suspicion} Policy lets the guardian act.`,
          { target, blast: undefined },
          actionIdOf('inc-1', ramp, target),
        ),
        action(
          'action.recommended',
          `${suspicion} Policy lets the guardian pause alone, and leaves it to a person to turn flags off.`,
          { blast: { exposure: 10, changes: 0 }, withheld: ['rung'] },
        ),
      );
  });

  it('only recommends where there is nothing to pause: a flag that was ramped by hand stays as it is', () => {
    const ramp = { ...flip, exposure: 10 };
    given()
      .when(answer({ candidates: sure(ramp), rung: 'pause' }))
      .then(
        detected,
        ranked(sure(ramp)),
        action(
          'action.recommended',
          `${suspicion} Policy lets the guardian pause alone, and leaves it to a person to turn flags off.`,
          { blast: { exposure: 10, changes: 0 }, withheld: ['rung'] },
        ),
      );
  });

  it.each(['rollback', 'recommend'] as const)(
    'neither takes back nor recommends it for what is marked irreversible (policy %s): a person should look',
    (rung) => {
      const marked = { ...deploy, reversible: false };
      given()
        .when(answer({ candidates: sure(marked), rung }))
        .then(
          detected,
          ranked(sure(marked)),
          note(
            'checkout v413 deployed to production began 30 s before the onset (probability 0.95). It is marked as not to be taken back: a person should look at checkout v413.',
          ),
        );
    },
  );

  it('leaves a note where it knows no way back', () => {
    const off = { ...flip, exposure: 0, reversible: false, summary: 'flag new-cart turned off' };
    given()
      .when(answer({ candidates: sure(off) }))
      .then(
        detected,
        ranked(sure(off)),
        note(
          'flag new-cart turned off began 30 s before the onset (probability 0.95). The guardian only turns flags off: a person should look at new-cart.',
        ),
      );
  });

  it('changes nothing when the same event comes again, even after the end', () => {
    given(opened()).when(answer()).then();
    given(opened(), resolved()).when(answer()).then();
  });

  it('changes nothing when the same anomaly is told again while it stands', () => {
    given(opened())
      .when(answer({ anomaly: anomaly({ id: 'resent' }) }))
      .then();
  });

  it('lets another anomaly join, and does not ask twice for the same action', () => {
    const second = anomaly({ id: 'anomaly-event-2', subject: 'anm-2' });
    given(opened(), recommended())
      .when(answer({ anomaly: second, rung: 'recommend' }))
      .then(ranked(sure(flip), 'anm-2'));
    given(opened(), joined('anm-2'))
      .when(answer({ anomaly: second }))
      .then();
  });

  it('does not do what a person said is wrong', () => {
    const second = anomaly({ id: 'anomaly-event-2', subject: 'anm-2' });
    given(opened(), recommended(), judged('wrong', 'person', 'no'))
      .when(answer({ anomaly: second }))
      .then(ranked(sure(flip), 'anm-2'));
  });

  it('reopens an incident whose anomaly comes back', () => {
    given(opened(), resolved())
      .when(answer({ anomaly: anomaly({ id: 'anomaly-event-2' }), rung: 'observe' }))
      .then(reopened('The anomaly came back.'), ranked());
  });
});
