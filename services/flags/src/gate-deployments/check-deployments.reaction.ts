import { isEvent } from '@hormesis/events';
import { topics } from '@hormesis/log';
import { type Reaction, reaction } from '@hormesis/projection';
import type { DeploymentJudge } from './deployment-judge.js';

/** Reports deployments that are against the policy, and what settles them. */
export function checkDeploymentsReaction(judge: DeploymentJudge): Reaction {
  return reaction({
    name: 'flags.check-deployments',
    from: [topics.changes],
    startAt: 'end',
    on: async (event) => {
      if (isEvent(event, 'service.deployed', 'service.upgraded')) await judge.deployed(event);
      else if (isEvent(event, 'service.rolledback', 'service.removed')) await judge.gone(event);
    },
  });
}
