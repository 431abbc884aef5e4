create index permit_of_object on guardian.permit (object) where not released;
create index permit_of_change on guardian.permit (change) where not released;
