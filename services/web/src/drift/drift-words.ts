import type { Drift } from '@hormesis/api';

/** What Git still says, in a sentence. */
export function driftWords({ repository, service, flag, version, toVersion }: Drift): string {
  if (flag !== null) return `${repository} still has flag ${flag} on; it is off.`;
  const deployed = version === null ? `deploys ${service} as before` : `deploys ${service} ${version}`;
  return `${repository} still ${deployed}${toVersion === null ? '.' : `; ${toVersion} runs.`}`;
}
