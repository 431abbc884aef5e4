import type { ChangeTerm, NoneTerm, Terms } from './term.js';

export type Weights = { change: Terms<ChangeTerm>; none: Terms<NoneTerm> };

/** Fitted on simulated cases of training settings: `npm run bench -- attribution --calibrate 500`. */
export const weights: Weights = {
  change: {
    time: 1.11,
    late: -0.52,
    alerting: 1.73,
    callee: 0.01,
    caller: 0,
    apart: -1.2,
    contrastIn: 0.94,
    contrastOut: 0.57,
    contrastUse: 0.23,
    contrastNear: 0.66,
    calm: -0.56,
    alike: -1.04,
    worseIn: 0.67,
    worseOut: 0.64,
    worseUse: 0.38,
    ill: 0.07,
    explained: -0.57,
    unseen: 1.07,
    doseOwn: 1.2,
    doseAlert: 0,
    alignedOwn: 0,
    misalignedOwn: 0,
    alignedAlert: 0,
    misalignedAlert: -0.32,
  },
  none: {
    usual: 0.55,
    rivals: 0.62,
    elsewhere: 0.47,
    onePod: 0.32,
    quiet: 0,
  },
};
