-- The list's own order, so that a page from any place on is read from the index and nothing is sorted.
create index batches_in_list on batches (tenant, created_at desc, batch_id desc);
drop index batches_newest_of_tenant;
create index batches_of_workload_in_list on batches (tenant, workload, created_at desc, batch_id desc);
drop index batches_of_run;
create index batches_of_run_in_list on batches (tenant, run_id, created_at desc, batch_id desc) where run_id is not null;
-- A column of its own: behind row-level security an index serves only conditions that give nothing of a row away, which
-- PostgreSQL does not believe of `->>`.
alter table batches add column priority text generated always as (definition ->> 'priority') stored;
create index batches_of_priority_in_list on batches (tenant, priority, created_at desc, batch_id desc);
