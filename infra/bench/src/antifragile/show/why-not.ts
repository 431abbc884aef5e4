import type { EventOf } from '@hormesis/events';
import { isEvent } from '@hormesis/events';
import type { Outcome } from '../life/outcome.js';
import type { SeedRun } from '../run-seed.js';

/** Why a class did not go better the second time, from what was decided and what was seen; the first reason counts most. */
export function whyNotBetter(run: SeedRun, outcome: Outcome): string {
  const { occurrence } = outcome;
  const firstId = `${occurrence.class.name}-1`;
  const accepted = run.learnt.judged.filter(({ accepted: is, occurrence: of }) => is && of === firstId);
  const reasons = [
    ...(accepted.length === 0 ? [nothingLearnt(run, firstId)] : []),
    ...accepted.flatMap(({ proposal }) => {
      const { kind } = proposal.data;
      if (kind === 'alert') return [ofAlert(run, proposal.id, outcome)];
      if (kind === 'test')
        return ['its test did not fail on the preview: another kind of request was broken'];
      return [outcome.stoppedBy === 'flag' ? 'its ramp stopped it' : ofRamp(occurrence)];
    }),
    ...laterThan(run, outcome),
    ...(occurrence.class.carrier === 'none' && outcome.stoppedBy === 'people'
      ? ['no change brought it, so only people could end it, and they took as long as without guards']
      : []),
  ];
  return reasons.join('; ');
}

function ofRamp({ class: { carrier } }: Outcome['occurrence']): string {
  if (carrier === 'none') return 'its ramp is of changes, and none brought it this time';
  return 'its ramp had reached everybody before it showed';
}

/** At a small share of users harm shows later. */
function laterThan({ without }: SeedRun, { occurrence, detectedAt, onset }: Outcome): string[] {
  const same = [...without.score.outcomes.values()].find((each) => each.occurrence.id === occurrence.id);
  if (
    detectedAt === undefined ||
    onset === undefined ||
    same?.detectedAt === undefined ||
    same.onset === undefined
  )
    return [];
  const later = Math.round((detectedAt - onset - (same.detectedAt - same.onset)) / 1_000);
  return later > 0 ? [`it was noticed ${later} s later than without guards`] : [];
}

function nothingLearnt({ learnt, cases }: SeedRun, firstId: string): string {
  if (!cases.some(({ occurrence }) => occurrence?.id === firstId))
    return 'its first incident was not told apart, so no case was made of it';
  const rejected = learnt.judged.filter(({ occurrence }) => occurrence === firstId);
  if (rejected.length > 0) {
    const told = rejected.map(({ proposal, because }) => `${proposal.data.proposer}: ${brief(because)}`);
    return `nothing was accepted (${told.slice(0, 3).join('; ')})`;
  }
  const alert = learnt.abstained.find(
    ({ occurrence, withheld }) => occurrence === firstId && withheld.data.kind === 'alert',
  );
  return `nothing was proposed (${alert ? `${alert.withheld.data.proposer}: ${brief(alert.withheld.data.reason)}` : 'no case'})`;
}

function ofAlert(
  { second }: SeedRun,
  guard: string,
  { detectedAt, detectedBy, onset = 0, stoppedAt }: Outcome,
): string {
  const fired = second.scribe.events.find(
    (event): event is EventOf<'anomaly.detected'> =>
      isEvent(event, 'anomaly.detected') &&
      event.data.guard === guard &&
      Date.parse(event.time) >= onset &&
      Date.parse(event.time) <= (stoppedAt ?? Number.POSITIVE_INFINITY) + 600_000,
  );
  if (!fired) return 'its alert did not fire';
  const late = Math.round((Date.parse(fired.time) - (detectedAt ?? 0)) / 1_000);
  return late > 0
    ? `its alert fired ${late} s after ${detectedBy?.replace(/:.*/, '') ?? 'others'}`
    : 'its alert was first, and that did not shorten it';
}

function brief(text: string): string {
  const [first = text] = text.replace(/^Backtest \S+: It does not pass: /, '').split(/[.;] /);
  return first.length <= 110 ? first : `${first.slice(0, 107)}…`;
}
