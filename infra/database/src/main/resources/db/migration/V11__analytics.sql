-- Figures of batches that have ended, kept beyond the batches themselves: numbers, stages and causes, neither names nor
-- ids. Written by the projector in the transaction that notes the end; a later generation of the batch replaces what
-- the one before left.

-- `fact_id` is the SHA-256 of the batch's id: the same end told again, or a retry's, meets the same row, and of a
-- deleted batch nothing leads back. No foreign key, since the figures outlive the batch.
create table analytics_batches (
    fact_id    bytea       primary key check (octet_length(fact_id) = 32),
    tenant     text        not null check (tenant ~ '^[a-z0-9_-]{1,64}$'),
    workload   text        not null,
    generation integer     not null check (generation >= 1),
    status     text        not null check (status in ('completed', 'failed', 'cancelled')),
    cause      text        check (cause is null or status = 'failed'),
    ended_at   timestamptz not null,
    items      integer     not null check (items >= 0),
    succeeded  integer     not null check (succeeded >= 0),
    failed     integer     not null check (failed >= 0),
    cancelled  integer     not null check (cancelled >= 0),
    unique (fact_id, tenant),
    check (succeeded + failed + cancelled <= items)
);
create index analytics_batches_of_tenant on analytics_batches (tenant, ended_at);
create index analytics_batches_by_end on analytics_batches (ended_at);

-- When the batch was in a stage that it has finished. With the tenant, for the rules of who may see a row.
create table analytics_stages (
    fact_id  bytea            not null,
    tenant   text             not null,
    stage    text             not null check (stage in ('extracting', 'organizing_qr', 'processing_sheets', 'collecting_results', 'generating_csv', 'loading_database', 'cleanup')),
    began_at timestamptz      not null,
    ended_at timestamptz      not null check (ended_at >= began_at),
    seconds  double precision not null generated always as (extract(epoch from ended_at - began_at)::double precision) stored,
    primary key (fact_id, stage),
    foreign key (fact_id, tenant) references analytics_batches (fact_id, tenant) on delete cascade
);

-- Failed items by the cause of their failure.
create table analytics_failures (
    fact_id bytea   not null,
    tenant  text    not null,
    cause   text    not null,
    items   integer not null check (items >= 1),
    primary key (fact_id, cause),
    foreign key (fact_id, tenant) references analytics_batches (fact_id, tenant) on delete cascade
);

-- What has ended before this was kept. How long its stages took is known no more.
insert into analytics_batches (fact_id, tenant, workload, generation, status, ended_at, items, succeeded, failed, cancelled)
select sha256(convert_to(b.batch_id, 'UTF8')), b.tenant, b.workload, s.generation, s.status,
       coalesce(s.completed_at, s.updated_at), (s.counts ->> 'total')::integer,
       (s.counts ->> 'succeeded')::integer, (s.counts ->> 'failed')::integer, (s.counts ->> 'cancelled')::integer
  from batch_states s join batches b using (batch_id)
 where s.status in ('completed', 'failed', 'cancelled') and s.counts ? 'total';
insert into analytics_failures (fact_id, tenant, cause, items)
select a.fact_id, a.tenant, i.error_cause, count(*)
  from items i join analytics_batches a on a.fact_id = sha256(convert_to(i.batch_id, 'UTF8'))
 where i.state = 'failed' and i.error_cause is not null
 group by a.fact_id, a.tenant, i.error_cause;
