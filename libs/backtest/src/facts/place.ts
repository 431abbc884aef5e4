/** Where something was; what is `undefined` is not known, or everywhere. */
export type Place = { service?: string | undefined; environment?: string | undefined };

/** Whether two places may be one. */
export function isSamePlace(one: Place, other: Place): boolean {
  return (
    (one.service === undefined || other.service === undefined || one.service === other.service) &&
    (one.environment === undefined ||
      other.environment === undefined ||
      one.environment === other.environment)
  );
}

/** A key that is equal for equal places. */
export function placeKey({ service = '', environment = '' }: Place): string {
  return JSON.stringify([service, environment]);
}
