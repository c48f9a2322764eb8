-- How long what is kept, and what the rules for that have removed.

-- Days after a batch's end, for batches, and after the entry, for the audit log. Null: as the installation has it.
alter table tenants
    add column keep_sources_days   integer check (keep_sources_days between 1 and 36500),
    add column keep_results_days   integer check (keep_results_days between 1 and 36500),
    add column keep_history_days   integer check (keep_history_days between 1 and 36500),
    add column keep_analytics_days integer check (keep_analytics_days between 1 and 36500),
    add column keep_audit_days     integer check (keep_audit_days between 30 and 36500);

-- When a rule removed the source or the results of a batch, and the days that it said. Written by ingest.
alter table batches
    add column source_removed_at  timestamptz,
    add column source_kept_days   integer check (source_kept_days >= 1),
    add column results_removed_at timestamptz,
    add column results_kept_days  integer check (results_kept_days >= 1),
    add check ((source_removed_at is null) = (source_kept_days is null)),
    add check ((results_removed_at is null) = (results_kept_days is null)),
    add check (source_removed_at is null or source is null);

create index audit_log_by_age on audit_log (at);

-- States and references that only the programs held so far. Rows from before are looked at in V15, which locks nobody out.
alter table batch_states add constraint batch_states_stage_check
    check (stage in ('extracting', 'organizing_qr', 'processing_sheets', 'collecting_results', 'generating_csv', 'loading_database', 'cleanup')) not valid;

alter table batches add constraint batches_tenant_check check (tenant ~ '^[a-z0-9_-]{1,64}$') not valid;

-- Tickets of a batch are removed with it.
create index stream_tickets_of_batch on stream_tickets (batch_id);

-- The doubts of an item go with it.
delete from review_fields f
 where not exists (select from items i where i.batch_id = f.batch_id and i.item_index = f.item_index);
alter table review_fields add constraint review_fields_item_fkey
    foreign key (batch_id, item_index) references items on delete cascade not valid;
