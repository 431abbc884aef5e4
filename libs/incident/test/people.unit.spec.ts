import { describe, it } from 'vitest';
import {
  acknowledgeIncident,
  annotateIncident,
  type Incident,
  reopenIncident,
  resolveIncident,
  resolveWhenCleared,
} from '../src/index.js';
import {
  acknowledged,
  ana,
  annotated,
  given,
  joined,
  mitigated,
  opened,
  reopened,
  resolved,
} from './story.js';

const annotate = (note: string) => (incident: Incident) => annotateIncident(incident, { note });
const resolve = (resolution: string) => (incident: Incident) => resolveIncident(incident, { resolution });
const clear =
  (...cleared: string[]) =>
  (incident: Incident) =>
    resolveWhenCleared(incident, { cleared, at: '2026-01-05T10:00:50.000Z' });
const reopen = (reason: string) => (incident: Incident) => reopenIncident(incident, { reason });

describe('acknowledging an incident', () => {
  it('records that somebody took it', () => {
    given(opened()).when(acknowledgeIncident).then(acknowledged());
    given(opened(), mitigated()).when(acknowledgeIncident).then(acknowledged());
  });
  it('changes nothing the second time', () => {
    given(opened(), acknowledged(ana)).when(acknowledgeIncident).then();
  });
  it('refuses once it is resolved, and says what to do', () => {
    given(opened(), resolved())
      .when(acknowledgeIncident)
      .refuses('incident-resolved', /Reopen it first/);
  });
  it('is possible again after it came back', () => {
    given(opened(), acknowledged(ana), resolved(), reopened()).when(acknowledgeIncident).then(acknowledged());
  });
  it('refuses an incident that never was', () => {
    given()
      .when(acknowledgeIncident)
      .refuses('unknown-incident', /no incident inc-1/);
  });
});

describe('annotating an incident', () => {
  it('adds the note, also after the end', () => {
    given(opened(), resolved()).when(annotate('it was the cache')).then(annotated('it was the cache'));
  });
  it('refuses an incident that never was', () => {
    given().when(annotate('hm')).refuses('unknown-incident');
  });
});

describe('resolving an incident', () => {
  it('by a person, once', () => {
    given(opened()).when(resolve('fixed forward')).then(resolved('fixed forward'));
    given(opened(), resolved()).when(resolve('again')).then();
    given().when(resolve('what?')).refuses('unknown-incident');
  });
  it('of itself when every anomaly in it has cleared', () => {
    given(opened(), joined('anm-2')).when(clear('anm-2')).then();
    given(opened(), joined('anm-2')).when(clear('anm-2', 'anm-1')).then(resolved('All 2 anomalies cleared.'));
    given(opened(), mitigated()).when(clear('anm-1')).then(resolved('The anomaly cleared.'));
  });
  it('of itself only once', () => {
    given(opened(), resolved()).when(clear('anm-1')).then();
    given().when(clear('anm-1')).then();
  });
});

describe('reopening an incident', () => {
  it('brings back one that was resolved', () => {
    given(opened(), resolved()).when(reopen('errors again')).then(reopened('errors again'));
  });
  it('changes nothing while it is open', () => {
    given(opened()).when(reopen('errors')).then();
    given(opened(), resolved(), reopened()).when(reopen('errors')).then();
  });
});
