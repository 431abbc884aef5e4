import { GuardBook } from './guard-book.js';
import { JudgeGuard } from './judge-guard.js';
import { ReadSightings } from './read-sightings.js';
import { VerificationReaction } from './verification-reaction.js';
import { VerifyDrill } from './verify-drill.js';
import { VerifyIncident } from './verify-incident.js';

/** Case assembled, or drill over → how each guard did that was in force. */
export const verifyGuards = [
  GuardBook,
  ReadSightings,
  VerifyIncident,
  VerifyDrill,
  JudgeGuard,
  VerificationReaction,
];
