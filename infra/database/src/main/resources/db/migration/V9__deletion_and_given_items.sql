-- Batches that are deleted, and items that requests bring along.

-- A command may outlive its batch: the one that deletes it does.
alter table outgoing_commands drop constraint outgoing_commands_batch_id_fkey;

-- So may an upload whose bytes are still to be discarded.
alter table uploads drop constraint uploads_batch_id_fkey;

-- The mark of a batch that was deleted: it outlives every record of the topics that speaks of it, so that none brings
-- a row back. `files_deleted_at` is null until the batch's blobs are gone. Written by ingest.
create table deleted_batches (
    batch_id         text        primary key,
    tenant           text        not null,
    deleted_by       text        not null,
    deleted_at       timestamptz not null,
    files_deleted_at timestamptz
);
create index deleted_batches_with_files on deleted_batches (deleted_at) where files_deleted_at is null;
create index deleted_batches_by_age on deleted_batches (deleted_at);

-- Items that requests brought for a batch. `data` is null from the start of the batch on, when all of them lie in its
-- source; then only those with an id of the caller's own are left here, and tell which item it is. Written by ingest.
create table given_items (
    batch_id   text    not null references batches on delete cascade,
    item_index integer not null check (item_index >= 0),
    tenant     text    not null,
    job_id     text    check (job_id ~ '^[A-Za-z0-9_.:-]{1,128}$'),
    data       json,
    primary key (batch_id, item_index),
    check (job_id is not null or data is not null)
);
create unique index given_items_by_job_id on given_items (tenant, job_id) where job_id is not null;

-- The first answer as it was sent; null for keys from before this was kept.
alter table idempotency_keys add column answer text;
