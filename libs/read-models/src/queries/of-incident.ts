/**
 * The condition that an event belongs to incident `?`: it says so itself, or the incident names it (its anomaly, its
 * action), or it is the change to which the incident was attributed. Each way by an index.
 */
export const ofIncident = `(source, event_id) IN (
  SELECT source, event_id FROM read.timeline_event WHERE own_incident = ?
  UNION
  SELECT t.source, t.event_id FROM read.incident_reference r
  JOIN read.timeline_event t ON t.reference = r.reference WHERE r.incident = ?
  UNION
  SELECT t.source, t.event_id FROM read.incident i
  JOIN read.timeline_event t ON t.event_id = i.attributed_change WHERE i.id = ?)`;
