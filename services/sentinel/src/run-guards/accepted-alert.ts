import type { DataOf, Event } from '@hormesis/events';
import { isEvent, isOurs } from '@hormesis/events';

/** An alert that a person accepted, as it stands. */
export type AcceptedAlert = {
  /** The id of the proposal. */
  id: string;
  service: string;
  environment: string | undefined;
  incident: string;
  files: DataOf<'proposal.proposed'>['files'];
  /** When it was accepted as it is, milliseconds since 1970. */
  acceptedAt: number;
};

type Known = AcceptedAlert & { accepted: boolean };

/**
 * Follows what becomes of the proposed alerts, from the events in the order of their stream. What another source tells
 * of a proposal changes nothing.
 */
export function acceptedAlerts() {
  const known = new Map<string, Known>();
  return {
    /** Whether other alerts are to run after the event than before. */
    take(event: Event): boolean {
      const { subject: id } = event;
      const before = id === undefined ? undefined : known.get(id);
      if (id === undefined || !isOurs(event)) return false;
      if (isEvent(event, 'proposal.proposed')) {
        const { kind, service, environment, incident, files } = event.data;
        // Sent again it changes nothing.
        if (kind === 'alert' && !before)
          known.set(id, {
            id,
            service: service.id,
            environment: environment?.id,
            incident,
            files,
            accepted: false,
            acceptedAt: Number.NEGATIVE_INFINITY,
          });
        return false;
      }
      if (!before) return false;
      if (isEvent(event, 'proposal.edited'))
        known.set(id, { ...before, files: event.data.files, accepted: false });
      if (isEvent(event, 'proposal.accepted', 'proposal.applied'))
        known.set(id, before.accepted ? before : { ...before, accepted: true, acceptedAt: timeOf(event) });
      if (isEvent(event, 'proposal.rejected', 'proposal.retired')) known.delete(id);
      return before.accepted !== (known.get(id)?.accepted ?? false);
    },
    all: (): AcceptedAlert[] => [...known.values()].filter(({ accepted }) => accepted),
  };
}

const timeOf = ({ recordedTime, time }: Event): number => Date.parse(recordedTime ?? time);
