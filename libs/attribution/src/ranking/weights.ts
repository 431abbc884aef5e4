import type { ChangeTerm, NoneTerm, Terms } from './term.js';

export type Weights = { change: Terms<ChangeTerm>; none: Terms<NoneTerm> };

/** Fitted on simulated cases of training settings (`npm run bench -- attribution --calibrate`). */
export const weights: Weights = {
  change: {
    time: 0.5,
    late: -2,
    alerting: 2,
    callee: 1.5,
    caller: 0.3,
    apart: -1.5,
    contrastIn: 1.2,
    contrastOut: 0.8,
    contrastUse: 0.8,
    contrastNear: 1,
    calm: -1.5,
    alike: -0.8,
    worseIn: 0.8,
    worseOut: 0.3,
    worseUse: 0.4,
    ill: 0.6,
    explained: -0.8,
    unseen: -0.5,
    doseOwn: 1,
    doseAlert: 1,
    alignedOwn: 0.3,
    misalignedOwn: 0,
    alignedAlert: 0.3,
    misalignedAlert: 0,
  },
  none: { usual: 1, rivals: 0.5, elsewhere: 0.8, onePod: 0.5, quiet: 0.7 },
};
