import type { Decision } from '@hormesis/decider';
import { type DeclaredDeployment, faultOfDeployment } from './fault-of-deployment.js';
import type { FlagPolicy, FlagPolicyMode, FlagPolicyStatement } from './flag-policy.js';

/** Sets what is done about changes of a service that are behind no flag. The same again changes nothing. */
export function setFlagPolicy(
  policy: FlagPolicy,
  { mode, reason }: { mode: FlagPolicyMode; reason?: string | undefined },
): Decision<FlagPolicyStatement> {
  if (policy.mode === mode) return [];
  const data = {
    service: { id: policy.service },
    mode,
    ...(policy.mode === undefined ? {} : { previousMode: policy.mode }),
    ...(reason === undefined ? {} : { reason }),
  };
  return [{ name: 'flagpolicy.changed', subject: policy.service, data }];
}

type Judged = DeclaredDeployment & { isKnown: (flag: string) => boolean };

/** Reports a deployment that is against the policy, once a version; one that is behind a flag settles what was found. */
export function judgeDeployment(
  policy: FlagPolicy,
  { deployment, isKnown, ...declared }: Judged & { /** Id of its event. */ deployment: string },
): Decision<FlagPolicyStatement> {
  const found = policy.findings.find(({ environment }) => environment === declared.environment);
  const fault = faultOfDeployment(declared, isKnown);
  if (fault) {
    if (found?.version === declared.version && found?.fault === fault.fault) return [];
    const data = { ...aboutDeployment(declared), ...fault, deployment };
    return [{ name: 'flagpolicy.violated', subject: policy.service, data }];
  }
  const flagged = declared.userFacing === true || declared.flag !== undefined;
  return found && flagged ? settle(policy, declared.environment, 'flagged', deployment) : [];
}

/** What was found no longer runs: it was rolled back, or the service was removed. Without an environment: everywhere. */
export function settleFindings(
  policy: FlagPolicy,
  {
    how,
    environment,
    deployment,
  }: { how: 'rolled-back' | 'removed'; environment?: string | undefined; deployment: string },
): Decision<FlagPolicyStatement> {
  return policy.findings
    .filter((finding) => environment === undefined || finding.environment === environment)
    .flatMap((finding) => settle(policy, finding.environment, how, deployment));
}

/** Notes that the gate refused a deployment; nothing where there is nothing to refuse. */
export function refuseDeployment(
  policy: FlagPolicy,
  { isKnown, ...declared }: Judged,
): Decision<FlagPolicyStatement> {
  const fault = faultOfDeployment(declared, isKnown);
  if (!fault) return [];
  const data = { ...aboutDeployment(declared), ...fault };
  return [{ name: 'flagpolicy.refused', subject: policy.service, data }];
}

function settle(
  { service }: FlagPolicy,
  environment: string,
  how: 'flagged' | 'rolled-back' | 'removed',
  deployment: string,
): FlagPolicyStatement[] {
  const data = { service: { id: service }, environment: { id: environment }, how, deployment };
  return [{ name: 'flagpolicy.settled', subject: service, data }];
}

function aboutDeployment({ service, environment, version, flag }: DeclaredDeployment) {
  return {
    service: { id: service },
    environment: { id: environment },
    ...(version === undefined ? {} : { version }),
    ...(flag === undefined ? {} : { flag }),
  };
}
