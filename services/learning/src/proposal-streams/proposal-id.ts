import { derivedId } from '@hormesis/events';
import type { ProposalKind } from '@hormesis/learning';
import { z } from 'zod';

/** An incident has one proposal of each kind, however often it is learned from. */
export function proposalId(incident: string, kind: ProposalKind): string {
  return `pro-${derivedId('proposal', incident, kind).replaceAll('-', '').slice(0, 12)}`;
}

export const proposalIdParam = z
  .string()
  .regex(/^[\w.:-]{1,100}$/, 'A proposal’s id looks like pro-1a2b3c4d5e6f.');
