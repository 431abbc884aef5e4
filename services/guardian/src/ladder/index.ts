import { BreakerStreams } from '../streams/breaker-streams.js';
import { DrillStreams } from '../streams/drill-streams.js';
import { FreezeStreams } from '../streams/freeze-streams.js';
import { MarkStreams } from '../streams/mark-streams.js';
import { PolicyStreams } from '../streams/policy-streams.js';
import { ActionsTaken } from './actions-taken.js';
import { EarnedRungs } from './earned-rungs.js';
import { LadderState } from './ladder-state.js';
import { Permits } from './permits.js';

export const ladder = [
  ...[PolicyStreams, FreezeStreams, MarkStreams, BreakerStreams, DrillStreams],
  ...[LadderState, Permits, ActionsTaken, EarnedRungs],
];
