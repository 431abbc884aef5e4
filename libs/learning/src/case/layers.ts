import type { Layer } from '@hormesis/events/learning';
import { oneLine } from '../wording.js';
import { sureEnough } from './classify.js';
import { exemplarsOf } from './exemplars.js';
import { failureOf } from './failure-of.js';
import type { IncidentCase } from './incident-case.js';

const layerOfAction = { kill: 'flag', pause: 'flag', rollback: 'rollback' } as const;

/** What stopped the incident: a flag, a rollback, the platform that restarted it, or people by hand. */
export function stoppedBy({ actions, compute, takenBack, environment }: IncidentCase): Layer {
  if (isPreview(environment)) return 'preview';
  const undone = new Set(
    actions.filter(({ name }) => name === 'action.undone').map(({ subject }) => subject),
  );
  const done = actions.findLast(
    (action) => action.name === 'action.completed' && !undone.has(action.subject) && changed(action.data),
  );
  if (done) return layerOfAction[done.data.target.kind];
  const back = takenBack.at(-1);
  if (back) return back.name === 'service.rolledback' ? 'rollback' : 'flag';
  if (compute.some(({ name }) => name === 'compute.restarted')) return 'compute';
  return 'people';
}

function changed(data: object): boolean {
  return !('changed' in data) || data.changed !== false;
}

/** The earliest layer that could have stopped it, and why. */
export function shouldHaveStopped(incident: IncidentCase): { layer: Layer; why: string } {
  const { change } = incident;
  if (!change || change.probability < sureEnough) return withoutChange(incident);
  const { candidate, flag, steps } = change;
  if (candidate.kind !== 'flag' && exemplarsOf(incident).length > 0) {
    return {
      layer: 'preview',
      why: 'The failing request is on record: sent to a preview before, it would have failed there, and no user would have met it.',
    };
  }
  if (candidate.kind === 'flag') {
    const first = steps[0] ?? change.exposure;
    return {
      layer: 'flag',
      why:
        first === undefined || first > 1
          ? `The flag ${oneLine(candidate.subject)} could have been ramped from 1 % of the users, with what got worse as its guard.`
          : `The flag ${oneLine(candidate.subject)} had a first step of ${first} %, and could have been held there while what got worse was watched.`,
    };
  }
  if (flag) {
    return {
      layer: 'flag',
      why: `It was behind the flag ${oneLine(flag.key)}, which could have been ramped from 1 % of the users.`,
    };
  }
  if (change.userFacing !== false && candidate.kind === 'deployment') {
    return {
      layer: 'flag',
      why: 'It was behind no flag. Behind one that is off by default, few users would have had it when it showed.',
    };
  }
  return {
    layer: 'rollback',
    why: 'Users could not notice the change itself, so a flag would not fit; the version before it was at hand.',
  };
}

function withoutChange(incident: IncidentCase): { layer: Layer; why: string } {
  const { failure } = failureOf(incident);
  if (failure === 'crash' || failure === 'saturation') {
    return {
      layer: 'compute',
      why: 'No change is blamed, and instances failed one by one: the platform can replace them before users notice.',
    };
  }
  return {
    layer: 'people',
    why: 'No change is blamed, so there was nothing to turn off or to take back; people can only be told sooner.',
  };
}

function isPreview(environment: string): boolean {
  return /^(preview|pr)([-_/]|$|\d)/i.test(environment);
}
