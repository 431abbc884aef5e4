import { ApplyGuards } from './apply-guards.js';
import { GuardFollower } from './guard-follower.js';
import { GuardRunner } from './guard-runner.js';
import { ProposalStreams } from './proposal-streams.js';
import { StandingGuards } from './standing-guards.js';

/** Accepted alerts, evaluated over the signals as they come → what fires. */
export const runGuards = [GuardFollower, StandingGuards, ProposalStreams, ApplyGuards, GuardRunner];
