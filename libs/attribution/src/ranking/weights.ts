import type { ChangeTerm, NoneTerm, Terms } from './term.js';

export type Weights = { change: Terms<ChangeTerm>; none: Terms<NoneTerm> };

/** Fitted on simulated cases of training settings: `npm run bench -- attribution --calibrate`. */
export const weights: Weights = {
  change: {
    time: 0.981,
    late: -0.551,
    alerting: 1.977,
    callee: 0.43,
    caller: 0,
    apart: -1.179,
    contrastIn: 1.017,
    contrastOut: 0.519,
    contrastUse: 0.038,
    contrastNear: 0.745,
    calm: -0.242,
    alike: -0.597,
    worseIn: 0.432,
    worseOut: 0.388,
    worseUse: 0.604,
    ill: 0.334,
    explained: -1.186,
    unseen: 0.23,
    doseOwn: 1.111,
    doseAlert: 0,
    alignedOwn: 0,
    misalignedOwn: 0,
    alignedAlert: 0,
    misalignedAlert: -0.411,
  },
  none: {
    usual: 0.217,
    rivals: 0.8,
    elsewhere: 0.485,
    onePod: 0.445,
    quiet: 0,
  },
};
