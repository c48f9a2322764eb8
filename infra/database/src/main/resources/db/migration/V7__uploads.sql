-- Sources on their way, each until some days after its end. Written by ingest.
--
-- An upload belongs to one batch, and a batch has one open upload at most (`batches.upload_id`). `received` bytes are on
-- disk, whichever replica took them. `writer` is the request that writes now; `writer_seen_at` is when a byte of it last
-- came, so a writer that stands still has gone, with its client or its process.
create table uploads (
    upload_id      uuid        primary key,
    batch_id       text        not null references batches on delete cascade,
    tenant         text        not null,
    resumable      boolean     not null,
    state          text        not null check (state in ('open', 'complete', 'expired', 'ended')),
    file_name      text        not null,
    metadata       text,
    length         bigint      check (length >= 0),
    received       bigint      not null default 0 check (received >= 0),
    chunk_size     bigint      check (chunk_size > 0),
    writer         uuid,
    writer_seen_at timestamptz,
    discarded      boolean     not null default false,  -- nothing of it is kept any more
    created_at     timestamptz not null,
    expires_at     timestamptz not null,
    check (received <= length),
    check ((writer is null) = (writer_seen_at is null)),
    check (writer is null or state = 'open')
);
create index uploads_open_of_tenant on uploads (tenant) where state = 'open';
create index uploads_of_batch on uploads (batch_id);
create index uploads_by_expiry on uploads (expires_at);
create index uploads_to_discard on uploads (upload_id) where state in ('expired', 'ended') and not discarded;
create unique index uploads_by_writer on uploads (writer) where writer is not null;

-- What was under way with an older program has ended with it.
insert into outgoing_commands (batch_id, command, given_at)
select batch_id, jsonb_build_object('type', 'upload_aborted', 'batch_id', batch_id, 'at', now()), now()
  from batches where requested_status = 'uploading';
update batches set requested_status = 'pending', requested_at = now(), upload_id = null, upload_seen_at = null
 where requested_status = 'uploading';
alter table batches drop column upload_seen_at;

-- What a tenant's sources take is summed at each new upload.
alter table batches add column source_bytes bigint generated always as ((source ->> 'size')::bigint) stored;
create index batches_source_bytes on batches (tenant) include (batch_id, source_bytes) where source_bytes is not null;
