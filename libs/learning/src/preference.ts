import type { FailureClass } from '@hormesis/events/learning';
import type { ProposalKind } from './outcome.js';

/**
 * Which kind of proposal fits a fault best. Faults of code are hard to see by monitoring and easy to test; those of
 * dependencies cannot be tested before they happen, but can be noticed (study of 152 severe incidents, SoCC 2022).
 */
export function kindsByWorth({ change }: FailureClass): readonly ProposalKind[] {
  switch (change) {
    case 'deployment':
    case 'config':
      return ['test', 'flag-default', 'alert'];
    case 'flag':
      return ['flag-default', 'test', 'alert'];
    case 'dependency':
    case 'none':
      return ['alert', 'test', 'flag-default'];
  }
}
