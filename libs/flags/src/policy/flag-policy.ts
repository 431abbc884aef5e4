import type { Decider } from '@hormesis/decider';
import type { DataOf, EventOf, Instant, StatementOf } from '@hormesis/events';

/** All that can be stated about the policy of a service. */
export type FlagPolicyStatement = StatementOf<
  'flagpolicy.changed' | 'flagpolicy.violated' | 'flagpolicy.refused' | 'flagpolicy.settled'
>;
export type FlagPolicyMode = DataOf<'flagpolicy.changed'>['mode'];
export type FlagFault = DataOf<'flagpolicy.violated'>['fault'];

/** A change that users can notice and that runs behind no flag. */
export type FlagFinding = {
  environment: string;
  /** Id of the event of the deployment. */
  deployment: string;
  version: string | undefined;
  fault: FlagFault;
  reason: string;
  at: Instant;
};

/** What a service must do about flags, and where it does not. */
export type FlagPolicy = {
  /** `*`: what holds where a service has no policy of its own. */
  service: string;
  /** None was set. */
  mode: FlagPolicyMode | undefined;
  /** The newest finding of each environment that is not settled. */
  findings: readonly FlagFinding[];
};

/** The stream of a service’s policy, `flagpolicy-<service>`. */
export const flagPolicyDecider: Decider<FlagPolicy, FlagPolicyStatement> = {
  category: 'flagpolicy',
  initial: (service) => ({ service, mode: undefined, findings: [] }),
  evolve(policy, event) {
    switch (event.name) {
      case 'flagpolicy.changed':
        return { ...policy, mode: event.data.mode };
      case 'flagpolicy.violated':
        return { ...policy, findings: [...without(policy, event.data.environment.id), findingOf(event)] };
      case 'flagpolicy.settled':
        return { ...policy, findings: without(policy, event.data.environment.id) };
      case 'flagpolicy.refused':
        return policy;
    }
  },
};

function without({ findings }: FlagPolicy, environment: string): FlagFinding[] {
  return findings.filter((finding) => finding.environment !== environment);
}

function findingOf({ data, time }: EventOf<'flagpolicy.violated'>): FlagFinding {
  const { environment, deployment, version, fault, reason } = data;
  return { environment: environment.id, deployment, version, fault, reason, at: time };
}
