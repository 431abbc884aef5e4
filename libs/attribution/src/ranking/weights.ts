import type { ChangeTerm, NoneTerm, Terms } from './term.js';

export type Weights = { change: Terms<ChangeTerm>; none: Terms<NoneTerm> };

/** Fitted on simulated cases of training settings: `npm run bench -- attribution --calibrate 1600`. */
export const weights: Weights = {
  change: {
    time: 1.0,
    late: -0.51,
    alerting: 1.98,
    callee: 0.45,
    caller: 0,
    apart: -1.17,
    contrastIn: 1.11,
    contrastOut: 0.56,
    contrastUse: 0.01,
    contrastNear: 0.71,
    calm: -0.17,
    alike: -0.49,
    worseIn: 0.54,
    worseOut: 0.48,
    worseUse: 0.67,
    ill: 0.2,
    explained: -1.12,
    unseen: 0.36,
    doseOwn: 0.96,
    doseAlert: 0,
    alignedOwn: 0,
    misalignedOwn: 0,
    alignedAlert: 0,
    misalignedAlert: -0.44,
  },
  none: {
    usual: 0.34,
    rivals: 0.79,
    elsewhere: 0.48,
    onePod: 0.43,
    quiet: 0,
  },
};
