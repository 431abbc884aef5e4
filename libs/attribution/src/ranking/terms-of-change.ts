import type { Case, CaseChange } from '../case/case.js';
import { alignmentOf } from '../evidence/alignment.js';
import { type Calls, hops } from '../evidence/call-graph.js';
import { cohortsOf } from '../evidence/cohorts.js';
import { type Contrast, contrastsOf } from '../evidence/contrast.js';
import { doseResponse } from '../evidence/dose-response.js';
import { exposureStarts, firstExposure } from '../evidence/exposure.js';
import { concerns, type Onset } from '../evidence/onset.js';
import type { Health } from '../evidence/service-health.js';
import { commonShift, type Shift, shiftOf } from '../evidence/shift.js';
import type { Splits } from '../evidence/split.js';
import type { StartsSeen } from '../evidence/start-up.js';
import type { Metric, Side, Signals } from '../signals/channels.js';
import { keyOfPod } from '../signals/pods-of.js';
import { mean, squash } from '../signals/robust.js';
import type { ChangeTerm, Terms } from './term.js';

export type Scene = {
  readonly given: Case;
  readonly signals: Signals;
  readonly calls: Calls;
  readonly splits: Splits;
  readonly onset: Onset;
  readonly health: ReadonlyMap<string, Health>;
  readonly starts: StartsSeen;
};

/** What is known of one change: the terms, and what they were made of, for the sentences. */
export type Looked = {
  change: CaseChange;
  terms: Terms<ChangeTerm>;
  /** Seconds from its latest step before the onset to the onset; negative: it began after. */
  lead: number;
  contrasts: readonly Contrast[];
  shifts: readonly Shift[];
  distance: number | undefined;
};

const TAU_SECONDS = 300;

export function lookAt(change: CaseChange, scene: Scene): Looked {
  const { given, signals, onset, health } = scene;
  const { contrasts, shifts, oldShift } = compare(change, scene, Math.floor(onset.at / signals.slotMs));
  const user = contrasts.filter(({ metric }) => metric === 'errors' || metric === 'latency');
  const contrastIn = most(user.filter(({ side }) => side === 'in'));
  const contrastOut = most(user.filter(({ side }) => side === 'out'));
  const contrastUse = most(contrasts.filter(({ side }) => side === 'pod'));
  const ill = health.get(change.service);
  const own = signals.channels.filter((channel) => concerns(channel, change.service));
  const alerting = given.alert?.service;
  const atAlert = signals.channels.filter((channel) => alerting !== undefined && concerns(channel, alerting));
  const tieOwn = alignmentOf(change, signals, scene.splits, (channel) => own.includes(channel));
  const tieAlert = alignmentOf(change, signals, scene.splits, (channel) => atAlert.includes(channel));
  const time = timeTerms(change, onset, signals.slotMs);
  const place = placeTerms(change.service, scene);
  const nearness =
    place.alerting || place.callee || (alerting === undefined ? 0.6 : 0.1 + 0.5 * place.caller);
  const since = Math.min(Math.floor(onset.at / signals.slotMs) + 1, signals.now - 2);
  const compared = user.filter(({ side, latest }) => side === 'in' && latest >= since);
  const isCompared = compared.length > 0;
  const unseen = shifts.map((shift) => ({ ...shift, part: 1 - powerFor(shift, contrasts, since) }));
  const unexplained = 1 - (ill?.explained ?? 0);
  return {
    change,
    lead: time.lead,
    contrasts,
    shifts,
    distance: alerting === undefined ? undefined : hops(scene.calls, alerting, change.service),
    terms: {
      time: time.time,
      late: time.late,
      alerting: place.alerting,
      callee: place.callee,
      caller: place.caller,
      apart: place.apart,
      contrastIn,
      contrastOut,
      contrastUse,
      contrastNear: Math.max(contrastIn, contrastOut, 0.5 * contrastUse) * nearness,
      calm: isCompared && contrastIn + contrastOut < 0.3 ? powerOverall(compared) : 0,
      alike: isCompared ? Math.max(0, oldShift - Math.max(contrastIn, contrastOut)) : 0,
      worseIn: unexplained * worse(unseen, 'in'),
      worseOut: unexplained * worse(unseen, 'out'),
      worseUse: worse(unseen, 'pod'),
      ill: isCompared ? 0.5 * (ill?.own ?? 0) : (ill?.own ?? 0),
      explained: (ill?.explained ?? 0) * squash(ill?.z ?? 0) * (isCompared ? 0.3 : 1),
      unseen: contrasts.length === 0 && shifts.length === 0 ? 1 : 0,
      doseOwn: doseResponse(change, signals, own) ** 2,
      doseAlert: doseResponse(change, signals, atAlert) ** 2,
      alignedOwn: tieOwn.aligned,
      misalignedOwn: tieOwn.misaligned,
      alignedAlert: tieAlert.aligned,
      misalignedAlert: tieAlert.misaligned,
    },
  };
}

function compare(change: CaseChange, { signals, starts }: Scene, onset: number) {
  const cohorts = cohortsOf(change, signals);
  const contrasts = cohorts ? contrastsOf(change.service, cohorts, signals, onset, starts) : [];
  const from = Math.floor(firstExposure(change) / signals.slotMs);
  const mine = signals.channels.filter(
    ({ service, side, other }) => service === change.service || (side === 'out' && other === change.service),
  );
  const common = commonShift(signals, from, change.service);
  const fresh = cohorts?.fresh;
  const shifts = mine.flatMap((channel) => {
    const local = channel.service === change.service;
    const isAfter =
      local && fresh ? (pod: { pod: string; version: string | null }) => fresh.has(keyOfPod(pod)) : undefined;
    const shift = shiftOf(channel, from, signals.now, isAfter);
    if (!shift) return [];
    const side = local ? shift.side : 'in';
    return [{ ...shift, side, z: shift.z - common[shift.metric] }];
  });
  const old = cohorts?.old;
  const oldShift = !old
    ? 0
    : Math.max(
        0,
        ...mine
          .filter(({ service, metric }) => service === change.service && isUser(metric))
          .map((channel) => shiftOf(channel, from, signals.now, (pod) => old.has(keyOfPod(pod)))?.z ?? 0)
          .map((z) => squash(z)),
      );
  return { contrasts, shifts, oldShift };
}

function isUser(metric: string): boolean {
  return metric === 'errors' || metric === 'latency';
}

/** The strongest, with a little for another measure that agrees. Of many, one is far off by chance. */
function most(found: readonly { z: number; metric: string; part?: number }[]): number {
  const chance = 1.7 + 0.4 * Math.log(Math.max(1, found.length));
  const sorted = found
    .map(({ z, metric, part = 1 }) => ({ q: part * squash(z, chance), metric }))
    .sort((a, b) => b.q - a.q);
  const [first] = sorted;
  if (!first) return 0;
  const second = sorted.find(({ metric }) => metric !== first.metric);
  return first.q + 0.25 * (second?.q ?? 0);
}

/** How much worse it is than before on one side, as far as no comparison of pods tells. */
function worse(unseen: readonly (Shift & { part: number })[], side: Side): number {
  const mine = unseen.filter((shift) => shift.side === side);
  return most(mine.map(({ z, metric, part }) => ({ z, metric, part })));
}

/** How well pods with the change were compared with those without it since the onset, on what a shift measures: 0 to 1. */
function powerFor({ side, metric }: Shift, contrasts: readonly Contrast[], since: number): number {
  return power(contrasts.filter((one) => one.side === side && one.metric === metric && one.latest >= since));
}

/** The same over errors and latency, as far as they are measured: either may be what got worse. */
function powerOverall(compared: readonly Contrast[]): number {
  const metrics = [...new Set(compared.map(({ metric }) => metric))];
  return mean(metrics.map((metric) => power(compared.filter((one) => one.metric === metric))));
}

/** 1 if harm worth an alert would have shown between the pods, less where they are few or noisy. */
function power(contrasts: readonly Contrast[]): number {
  const shows = contrasts.map(({ metric, usual, error }) => worthAnAlert(metric, usual) / error);
  return Math.min(1, Math.max(0, ...shows) / 4);
}

function worthAnAlert(metric: Metric, usual: number): number {
  if (metric === 'errors') return 0.03;
  return metric === 'latency' ? 0.4 : 0.5 * Math.abs(usual);
}

/** What a step that began a slot too late costs, of what the same step in time would have. */
const LATE_COST = 0.5;
/** No step is too late by more than so many slots: the onset is only an estimate. */
const MOST_LATE = 4;

/** The step that speaks most for the change counts: the latest before the onset, or one a little after it. */
function timeTerms(change: CaseChange, onset: Onset, slotMs: number) {
  const steps = exposureStarts(change).map((start) => {
    const lead = (onset.at - start) / 1_000;
    const slotsLate = Math.min(MOST_LATE, Math.max(0, (start - onset.at) / slotMs - 2));
    const late = slotsLate * onset.confidence;
    return { lead, late, time: -Math.log1p(Math.max(0, lead) / TAU_SECONDS) };
  });
  return steps.reduce((best, step) =>
    step.time - LATE_COST * step.late > best.time - LATE_COST * best.late ? step : best,
  );
}

function placeTerms(service: string, { given: { alert }, calls }: Scene) {
  const nothing = { alerting: 0, callee: 0, caller: 0, apart: 0 };
  if (!alert) return nothing;
  if (alert.service === service) return { ...nothing, alerting: 1 };
  const down = hops(calls, alert.service, service);
  if (down !== undefined) return { ...nothing, callee: 2 / (down + 2) };
  const up = hops(calls, service, alert.service);
  if (up !== undefined) return { ...nothing, caller: 1 / up };
  return { ...nothing, apart: calls.known ? 1 : 0.3 };
}
