-- The timeline says what each event is about: of an action its id.
CREATE OR REPLACE VIEW read.timeline_entry AS
SELECT t.event_id, t.source, t.name, t.lane, t.kind, t.outcome, t.title, t.time, t.recorded_time, t.environment,
       coalesce(
         t.own_incident,
         read.incident_named(t.reference, t.event_id, t.time),
         read.incident_attributed_to(t.source, t.event_id)) AS incident,
       t.causation_id, t.actor, t.story,
       t.topic || '/' || t.partition || '@' || t."offset" AS position,
       t.event -> 'data' AS data, t.event,
       t.topic, t.partition, t."offset",
       t.event ->> 'subject' AS subject
FROM read.timeline_event t;
