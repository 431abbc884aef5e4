import type { Parcel } from '@hormesis/delivery';
import type { Put } from '@hormesis/learning';

/** A proposal as it is delivered: the files as they stand, with people’s edits. */
export function parcelOf({ id, proposed, files, backtest }: Put, publicUrl?: string): Parcel {
  const { kind, title, rationale, verification, instance, generalised } = proposed;
  const { service, environment, incident } = proposed;
  return {
    proposal: id,
    ...{ kind, title, rationale, verification, instance, generalised, incident, files },
    service: service.id,
    ...(environment ? { environment: environment.id } : {}),
    ...(backtest ? { backtest: backtest.report, checks: backtest.checks } : {}),
    ...(publicUrl === undefined ? {} : { link: `${publicUrl}/proposals/${id}` }),
  };
}
