/**
 * The condition that a row of the timeline or of the changes belongs to incident `?`: its event says so, or the
 * incident names it (its anomaly, its action), or it is the change to which the incident was attributed. Each way has
 * its index.
 */
function ofIncident(table: string, own: string, time: string): string {
  return `(source, event_id) IN (
    SELECT source, event_id FROM ${table} WHERE ${own} = ?
    UNION
    SELECT t.source, t.event_id FROM read.incident_reference r
    JOIN ${table} t ON t.reference = r.reference
    WHERE r.incident = ? AND read.incident_named(t.reference, t.event_id, t.${time}) = r.incident
    UNION
    SELECT t.source, t.event_id FROM read.incident i
    JOIN ${table} t ON t.event_id = i.attributed_change
      AND t.source = coalesce(i.candidates #>> '{0,change,source}', t.source) WHERE i.id = ?)`;
}

export const eventOfIncident = ofIncident('read.timeline_event', 'own_incident', 'time');
export const changeOfIncident = ofIncident('read.change', 'caused_by_incident', 'at');
