import type { FlagFault } from './flag-policy.js';

/** A deployment, as far as the policy looks at it. */
export type DeclaredDeployment = {
  service: string;
  environment: string;
  version?: string | undefined;
  /** Users can notice what it changes. */
  userFacing?: boolean | undefined;
  /** The flag that the change is behind. */
  flag?: string | undefined;
};

/**
 * What is wrong with a deployment, and what to do; `undefined`: nothing. Only what says of itself that users can notice
 * it has to be behind a flag.
 *
 * @param isKnown whether there is a flag of that key, ours or one that we have heard of
 */
export function faultOfDeployment(
  deployment: DeclaredDeployment,
  isKnown: (flag: string) => boolean,
): { fault: FlagFault; reason: string } | undefined {
  const { service, version, userFacing, flag } = deployment;
  if (!userFacing) return undefined;
  const what = version === undefined ? service : `${service} ${version}`;
  if (flag === undefined) {
    return {
      fault: 'no-flag',
      reason: `Users can notice what ${what} changes, and it is behind no flag. Put it behind one, and name the flag in the deployment.`,
    };
  }
  if (isKnown(flag)) return undefined;
  return {
    fault: 'unknown-flag',
    reason: `${what} is said to be behind the flag ${flag}, but there is none of that key. Define it first: PUT /api/flags/${encodeURIComponent(flag)}; or send the events of the flag system that has it.`,
  };
}
