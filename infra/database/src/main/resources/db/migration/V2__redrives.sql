-- The generation that `requested_status` is meant for: one more with every accepted retry. While it is ahead of the
-- coordinator's generation, the retry is not folded yet; no clock has to say so. Written by ingest.
alter table batches
    add column requested_generation integer not null default 1 check (requested_generation >= 1);
