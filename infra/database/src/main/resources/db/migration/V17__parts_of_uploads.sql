-- Uploads that are parts of one source, and those that join them (the concatenation of tus). Written by ingest.
--
-- A part has `part_of`: what its batch waits for (`batches.upload_id`), and the id that the upload which joins the parts
-- will have. That one has `parts`, in their order, and `concat`, as its client asked for it. The joined ones stay with
-- their rows, so that a client which did not hear of it still learns where they stand.
alter table uploads
    add column part_of       uuid,
    add column source_length bigint check (source_length >= 0),  -- of the whole, where the client of a part said it
    add column parts         uuid[],
    add column concat        text,
    drop constraint uploads_state_check,
    add constraint uploads_state_check check (state in ('open', 'joined', 'complete', 'expired', 'ended')),
    add constraint uploads_part_or_joined check (part_of is null or parts is null),
    add constraint uploads_part_has_length check (part_of is null or length is not null),
    add constraint uploads_joined_are_parts check (state <> 'joined' or part_of is not null),
    add constraint uploads_parts_complete_joined check (state <> 'complete' or part_of is null),
    add constraint uploads_parts_with_concat check ((parts is null) = (concat is null));
create index uploads_parts_of on uploads (part_of) where part_of is not null;

drop index uploads_to_discard;
create index uploads_to_discard on uploads (upload_id) where state in ('expired', 'ended', 'joined') and not discarded;
