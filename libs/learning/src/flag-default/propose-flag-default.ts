import { fitAlert } from '../alert/fit-alert.js';
import type { BlamedChange } from '../case/blamed-change.js';
import type { IncidentCase } from '../case/incident-case.js';
import { fingerprint } from '../fingerprint.js';
import { type Proposed, proposed, type Withheld, withheld } from '../outcome.js';
import { slug } from '../slug.js';
import { changeNamed, duration, oneLine, probability, standings } from '../wording.js';
import { flagdDocument, jsonFile } from './flagd-document.js';
import { type GuardedFlag, guardedFlag } from './guarded-flag.js';
import { holdMinutesFor, type RampPlan, rampPlan } from './ramp-plan.js';

/** Below this the change is not blamed surely enough to change how it reaches users. */
const sureEnough = 0.5;

/** A flag that is safe by default and a ramp to switch it on by, for the change that the incident is attributed to. */
export function proposeFlagDefault(incident: IncidentCase): Proposed | Withheld {
  const { attribution, change } = incident;
  if (!attribution) {
    return withheld(
      'flag-default',
      'gate',
      incident,
      'No attribution is on record, so no change can be guarded.',
    );
  }
  const evidence = [attribution.event.id, incident.detected.id];
  if (attribution.top.probability < sureEnough) {
    return withheld(
      'flag-default',
      'gate',
      incident,
      `No candidate stands out: ${standings(attribution.event.data.candidates)}; at least ${sureEnough} is asked for.`,
      evidence,
    );
  }
  if (!change) {
    return withheld(
      'flag-default',
      'gate',
      incident,
      `Attribution says that no recorded change caused it (probability ${probability(attribution.top.probability)}).`,
      evidence,
    );
  }
  if (!incident.anomaly) {
    return withheld(
      'flag-default',
      'gate',
      incident,
      'No anomaly is on record, so no metric can guard a ramp.',
      evidence,
    );
  }
  const flag = guardedFlag(change);
  if ('because' in flag) return withheld('flag-default', 'gate', incident, flag.because, evidence);

  const ramp = rampFor(incident, flag, incident.anomaly.data.metric);
  if (flag.alreadySafe && !ramp) {
    return withheld(
      'flag-default',
      'gate',
      incident,
      `The flag ${oneLine(flag.key)} is off by default already.`,
      evidence,
    );
  }
  const file = slug(flag.key);
  return proposed(incident, {
    kind: 'flag-default',
    proposer: 'gate',
    class: 'limits',
    title: title(change, flag),
    instance: title(change, flag),
    generalised: title(change, flag),
    overlaps: [],
    variantsTried: 1,
    rationale: rationale(incident, change, flag, ramp),
    files: [
      {
        path: `flags/${file}.flagd.json`,
        mediaType: 'application/json',
        content: jsonFile(flagdDocument(flag.key, flag.definition)),
      },
      ...(ramp
        ? [{ path: `flags/${file}.ramp.json`, mediaType: 'application/json', content: jsonFile(ramp) }]
        : []),
    ],
    evidence: [
      ...evidence,
      ...(change.event ? [change.event.id] : []),
      ...(flag.definedBy === undefined ? [] : [flag.definedBy]),
    ],
    fingerprint: fingerprint('flag-default', incident),
    verification: `The log shows ${oneLine(flag.key)} defined so and ramped in steps; at the next recurrence or drill no more than the step’s share of users gets the failure.`,
  });
}

function rampFor(incident: IncidentCase, flag: GuardedFlag, metric: string): RampPlan | undefined {
  if (!flag.variants) return undefined;
  const fit = fitAlert(incident);
  const guard = {
    service: incident.service,
    environment: incident.environment,
    metric,
    ...('threshold' in fit ? { stopAbove: fit.threshold } : {}),
  };
  const noticedAfterMs = Math.max(0, Date.parse(incident.detectedAt) - Date.parse(incident.onset));
  return rampPlan(flag.key, flag.definition, flag.variants, guard, holdMinutesFor(noticedAfterMs));
}

function title(change: BlamedChange, flag: GuardedFlag): string {
  const service = oneLine(change.candidate.service);
  if (flag.isNew) return `Put user-facing changes of ${service} behind a flag that is off by default`;
  if (flag.alreadySafe) return `Ramp ${oneLine(flag.key)} in steps of 1, 10, 50 and 100 % behind a guard`;
  return `Keep ${oneLine(flag.key)} off until it is ramped in steps`;
}

function rationale(
  incident: IncidentCase,
  change: BlamedChange,
  flag: GuardedFlag,
  ramp: RampPlan | undefined,
): string {
  const { candidate, exposure } = change;
  const noticed = duration(Math.max(0, Date.parse(incident.detectedAt) - Date.parse(incident.onset)));
  return [
    `${oneLine(incident.id)} is attributed to “${oneLine(candidate.summary)}” (${changeNamed(candidate.kind, oneLine(candidate.subject))}, probability ${probability(change.probability)}).`,
    exposure === undefined
      ? ''
      : `It had reached ${exposure} % of users, and was noticed ${noticed} after the onset.`,
    change.preview === undefined ? '' : `The preview ${oneLine(change.preview)} did not show it.`,
    whatChanges(flag),
    flag.droppedTargeting ? 'Its present targeting is taken out; add again what is still wanted.' : '',
    ramp
      ? `The ramp goes 1, 10, 50, 100 % and holds each step for twice as long as this failure took to be noticed, at least 10 minutes, while it watches ${oneLine(ramp.guard.metric)}.`
      : 'The log does not tell which variant is safe, so the flag is disabled and no ramp is proposed.',
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

function whatChanges(flag: GuardedFlag): string {
  if (flag.isNew) {
    return 'It was behind no flag, so only a rollback could take it back. The flag stands for the next change of its kind: wrap it, deploy it off, then ramp.';
  }
  if (flag.alreadySafe) return 'Its default is safe already; what is new is the ramp and its guard.';
  const given = flag.variants ? `“${oneLine(flag.variants.safe)}”` : 'the code default';
  return `From now on the flag gives ${given} to everybody unless it is ramped.`;
}
