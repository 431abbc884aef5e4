import type { WeekLog } from '../week-log.js';
import type { WeeklyReport } from '../weekly-report.js';
import { type Quoting, said } from '../wording.js';

const atMost = 3;
const byClass = ['prevents', 'limits', 'detects-earlier'];

/** The proposals that wait for a decision at the end of the week, one for each class of failure; what prevents first. */
export function decide(log: WeekLog, quoting: Quoting): WeeklyReport['decide'] {
  const decided = new Set(log.of('proposal.accepted', 'proposal.rejected').map(({ subject }) => subject));
  const waiting = log.of('proposal.proposed').filter(({ subject }) => !decided.has(subject));
  const newest = new Map(waiting.map((event) => [event.data.fingerprint, event]));
  const open = [...newest.values()].sort(
    (a, b) => byClass.indexOf(a.data.class) - byClass.indexOf(b.data.class),
  );
  return {
    proposals: open.slice(0, atMost).map((event) => ({
      id: event.subject,
      kind: event.data.kind,
      service: quoting.name(event.data.service.id),
      incident: event.data.incident,
      said: said(`${quoting.plain(event.data.title)}.`, event),
    })),
    more: Math.max(0, open.length - atMost),
  };
}
