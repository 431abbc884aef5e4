import type { AssembledCase, VerifiedCase } from '@hormesis/learning';

/** An incident as far as its guards are concerned. */
export function caseToVerify(incident: string, assembled: AssembledCase): VerifiedCase {
  const { service, environment, fingerprint, onset, detectedAt, endedAt, stoppedBy } = assembled;
  return {
    incident,
    service: service.id,
    environment: environment?.id,
    fingerprint,
    class: assembled.class,
    onset,
    detectedAt,
    endedAt,
    confirmed: assembled.confirmedBy !== null,
    stoppedBy,
    exposedUserSeconds: assembled.exposedUserSeconds,
    drill: assembled.drill,
  };
}
