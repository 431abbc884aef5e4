import type { FlagFinding, FlagPolicies } from '@hormesis/api';
import { Query } from '@nestjs/cqrs';

/** The policies that were set, and what is against them. */
export class ShowFlagPolicies extends Query<{ policies: FlagPolicies; findings: FlagFinding[] }> {}
