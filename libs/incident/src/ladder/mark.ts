import type { Change } from '@hormesis/change';
import type { Decider, Decision } from '@hormesis/decider';
import type { Instant, Principal, StatementOf } from '@hormesis/events';

export type MarkStatement = StatementOf<'mark.placed' | 'mark.lifted'>;
/** What a mark is on: one change by its event, or a version of a service. */
export type Marked = {
  /** `*`: not said, or all. */
  service: string;
  environment: string;
  version?: string | undefined;
  changeId?: string | undefined;
  changeSource?: string | undefined;
};
/** Says that something must not be rolled back. */
export type Mark = Marked & { id: string; reason: string; placedAt: Instant; placedBy?: Principal };
export type MarkState = { id: string; current?: Mark };

/** The id of what is marked: marking it twice is once. */
export function markIdOf({ service, environment, version, changeId, changeSource }: Marked): string {
  const parts =
    changeId === undefined
      ? ['version', service, environment, version ?? '*']
      : ['change', changeId, changeSource ?? '*'];
  return parts.map(encodeURIComponent).join('/');
}

export const markDecider: Decider<MarkState, MarkStatement> = {
  category: 'mark',
  initial: (id) => ({ id }),
  evolve: ({ id }, event) => {
    if (event.name === 'mark.lifted') return { id };
    const { service, environment, version, changeId, changeSource, reason } = event.data;
    return {
      id,
      current: {
        id,
        ...{ service: service.id, environment: environment.id, version, changeId, changeSource, reason },
        placedAt: event.time,
        ...(event.actor === undefined ? {} : { placedBy: event.actor }),
      },
    };
  },
};

/** Says that something must not be rolled back, and why. */
export function placeMark(
  { current }: MarkState,
  { reason, ...marked }: Marked & { reason: string },
): Decision<MarkStatement> {
  if (current?.reason === reason) return [];
  return [{ name: 'mark.placed', subject: markIdOf(marked), data: { ...named(marked), reason } }];
}

/** It may be rolled back again. */
export function liftMark(
  { current }: MarkState,
  { reason }: { reason?: string | undefined },
): Decision<MarkStatement> {
  if (!current) return [];
  return [
    {
      name: 'mark.lifted',
      subject: current.id,
      data: { ...named(current), ...(reason === undefined ? {} : { reason }) },
    },
  ];
}

function named({ service, environment, version, changeId, changeSource }: Marked) {
  return {
    service: { id: service },
    environment: { id: environment },
    ...(version === undefined ? {} : { version }),
    ...(changeId === undefined ? {} : { changeId }),
    ...(changeSource === undefined ? {} : { changeSource }),
  };
}

/** The mark on a change, if there is one. */
export function markOn(marks: readonly Mark[], change: Change): Mark | undefined {
  return marks.find((mark) => {
    if (mark.changeId !== undefined) {
      return (
        mark.changeId === change.eventId &&
        (mark.changeSource === undefined || mark.changeSource === change.source)
      );
    }
    const same = (marked: string, value: string | null) => marked === '*' || marked === value;
    return (
      change.kind === 'deployment' &&
      same(mark.service, change.service) &&
      same(mark.environment, change.environment) &&
      (mark.version === undefined || mark.version === change.version)
    );
  });
}
