import { Agreements } from './agreements.js';
import { DriftLock } from './drift-lock.js';
import { DriftRunner } from './drift-runner.js';
import { DriftStreams } from './drift-streams.js';
import { FollowUp } from './follow-up.js';

export const drift = [DriftStreams, DriftLock, FollowUp, Agreements, DriftRunner];
