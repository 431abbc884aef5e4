import type { ChangeTerm, NoneTerm, Terms } from './term.js';

export type Weights = { change: Terms<ChangeTerm>; none: Terms<NoneTerm> };

/** Fitted on simulated cases of training settings: `npm run bench -- attribution --calibrate 500`. */
export const weights: Weights = {
  change: {
    time: 1.13,
    late: -0.64,
    alerting: 1.91,
    callee: 0.1,
    caller: 0,
    apart: -1.11,
    contrastIn: 1.17,
    contrastOut: 0.41,
    contrastUse: 0.34,
    contrastNear: 0.65,
    calm: -0.2,
    alike: -0.74,
    worseIn: 0.58,
    worseOut: 0.55,
    worseUse: 0.41,
    ill: 0.15,
    explained: -0.82,
    unseen: 0.93,
    doseOwn: 1.15,
    doseAlert: 0,
    alignedOwn: 0,
    misalignedOwn: 0,
    alignedAlert: 0,
    misalignedAlert: -0.32,
  },
  none: {
    usual: 0.51,
    rivals: 0.74,
    elsewhere: 0.27,
    onePod: 0.35,
    quiet: 0,
  },
};
