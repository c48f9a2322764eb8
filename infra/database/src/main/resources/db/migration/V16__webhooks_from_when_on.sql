-- From when on each kind of event counts for an endpoint, in the order of `events`: what happened before it was made,
-- enabled again or widened is not for it. Of those that are there nobody knows when they were changed; for them it is
-- what it was until now, the time at which they were made. Written by ingest.
alter table webhooks add column since timestamptz[];
update webhooks set since = array_fill(created_at, array[cardinality(events)]);
alter table webhooks
    alter column since set not null,
    add check (cardinality(since) = cardinality(events) and array_position(since, null) is null);

-- Whom a batch tells, and no secret.
grant select (tenant, batch_id, url) on webhooks to batchline_reader;
