import { Agreements } from './agreements.js';
import { DriftRunner } from './drift-runner.js';
import { DriftStreams } from './drift-streams.js';
import { FollowUp } from './follow-up.js';

export const drift = [DriftStreams, FollowUp, Agreements, DriftRunner];
