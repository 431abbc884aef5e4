/** A service called another, in an environment. */
export type Call = { service: string; environment: string; callee: string };

export function keyOfCall({ service, environment, callee }: Call): string {
  return [environment, service, callee].join('\u0000');
}
