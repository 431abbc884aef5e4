import { send } from './http.js';

/** The path of an API resource, each part of it escaped. */
export const at = (...parts: string[]) => ['api', ...parts.map(encodeURIComponent)].join('/');

export const acknowledgeIncident = (id: string) => send('POST', at('incidents', id, 'acknowledge'), {});
export const annotateIncident = (id: string, note: string) =>
  send('POST', at('incidents', id, 'annotate'), { note });
export const resolveIncident = (id: string, resolution: string) =>
  send('POST', at('incidents', id, 'resolve'), { resolution });
export const reopenIncident = (id: string, reason: string) =>
  send('POST', at('incidents', id, 'reopen'), { reason });
export const approveAction = (incident: string, action: string) =>
  send('POST', at('incidents', incident, 'actions', action, 'approve'), {});
export const attributeAgain = (id: string) => send('POST', at('incidents', id, 'attribution'));

/** What a person orders about an action that is there. */
export type ActionOrder = 'stop' | 'undo' | 'confirm' | 'reject';
export const orderAction = (id: string, order: ActionOrder, reason: string) =>
  send('POST', at('actions', id, order), reason === '' ? {} : { reason });

/** `untested`: though nothing on record speaks for it; then the note says why. */
export const acceptProposal = (id: string, note: string, untested = false) =>
  send('POST', at('proposals', id, 'accept'), {
    ...(note === '' ? {} : { note }),
    ...(untested ? { untested } : {}),
  });
export const rejectProposal = (id: string, reason: string) =>
  send('POST', at('proposals', id, 'reject'), { reason });

export const flipFlag = (key: string, state: 'ENABLED' | 'DISABLED', reason: string) =>
  send('POST', at('flags', key, 'flip'), { state, reason });
export const publishReport = (week: string) => send('POST', at('reports', week), {});
