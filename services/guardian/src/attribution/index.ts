import { KeptSignals } from './kept-signals.js';
import { RecoveryLabels } from './recovery-labels.js';
import { Suspects } from './suspects.js';

export const attribution = [KeptSignals, RecoveryLabels, Suspects];
