import type { Exercise } from '../proposal/proposal.js';

/** How a guard did, without whom and when it concerns. */
export type Verdict = Omit<Exercise, 'by' | 'on'>;
