-- Webhooks: whom to tell of batches, what is on its way there, and how that went.

-- The secret that signs what a tenant's batches tell the `webhook_url` of their request. It signs, so it is kept as it
-- is and not hashed. After it is changed the one before signs too, for a while. Written by ingest.
create table webhook_secrets (
    tenant         text        primary key,
    secret         bytea       not null check (octet_length(secret) between 24 and 64),
    previous       bytea       check (octet_length(previous) between 24 and 64),
    previous_until timestamptz,
    check ((previous is null) = (previous_until is null))
);

-- Where events go: a tenant's endpoint, which has a secret of its own, or the `webhook_url` of one batch. Written by
-- ingest; the sender disables one that answers 410.
create table webhooks (
    webhook_id       text        primary key check (webhook_id ~ '^[a-z2-7]{16}$'),
    tenant           text        not null,
    batch_id         text        references batches on delete cascade,
    url              text        not null check (length(url) between 1 and 2000),
    events           text[]      not null check (cardinality(events) > 0 and events <@ array['started', 'stage_finished', 'completed', 'failed', 'cancelled']),
    description      text        check (length(description) between 1 and 200),
    secret           bytea       check (octet_length(secret) between 24 and 64),
    previous         bytea       check (octet_length(previous) between 24 and 64),
    previous_until   timestamptz,
    created_by       text        not null,
    created_at       timestamptz not null,
    disabled_at      timestamptz,
    disabled_because text,
    check ((secret is null) = (batch_id is not null)),
    check ((previous is null) = (previous_until is null)),
    check ((disabled_at is null) = (disabled_because is null))
);
create index webhooks_of_tenant on webhooks (tenant, webhook_id) where batch_id is null;
create unique index webhooks_of_batch on webhooks (batch_id) where batch_id is not null;

-- An event on its way to one of them. `body` is what is signed and sent, byte for byte. What is waiting is due at
-- `next_attempt_at`; who takes it moves that on, so that it comes back when its sender has died, and marks it with a
-- `claim`, so that one that was believed dead changes nothing any more. `tries` are those since it was made or replayed.
-- Written by the projector with the news of the batch, then by the sender; ingest adds tests and replays.
create table webhook_deliveries (
    delivery_id     uuid        primary key default gen_random_uuid(),
    webhook_id      text        not null references webhooks on delete cascade,
    tenant          text        not null,
    batch_id        text        references batches on delete cascade,
    event_id        text        not null check (length(event_id) between 1 and 128 and event_id !~ '[.]'),
    type            text        not null,
    body            text        not null,
    url             text        not null,
    host            text        not null generated always as (lower(substring(url from '^[A-Za-z]+://([^/?#]*)'))) stored,
    state           text        not null default 'waiting' check (state in ('waiting', 'delivered', 'failed')),
    tries           integer     not null default 0 check (tries >= 0),
    next_attempt_at timestamptz default now(),
    claim           uuid,
    created_at      timestamptz not null default now(),
    finished_at     timestamptz,
    unique (event_id, webhook_id),
    check ((state = 'waiting') = (next_attempt_at is not null)),
    check ((state = 'waiting') = (finished_at is null)),
    check (claim is null or state = 'waiting')
);
create index webhook_deliveries_due on webhook_deliveries (host, next_attempt_at) where state = 'waiting';
create index webhook_deliveries_oldest_due on webhook_deliveries (next_attempt_at) where state = 'waiting';
create index webhook_deliveries_failed on webhook_deliveries (created_at) where state = 'failed';
create index webhook_deliveries_newest on webhook_deliveries (tenant, created_at desc, delivery_id desc);
create index webhook_deliveries_of_webhook on webhook_deliveries (webhook_id, created_at desc);
create index webhook_deliveries_of_batch on webhook_deliveries (batch_id) where batch_id is not null;
create index webhook_deliveries_by_age on webhook_deliveries (created_at);

-- Each attempt to deliver: `status` when there was an answer, `error` when there was none. Written by the sender.
create table webhook_attempts (
    delivery_id uuid             not null references webhook_deliveries on delete cascade,
    attempt     integer          not null check (attempt >= 1),
    at          timestamptz      not null,
    seconds     double precision not null check (seconds >= 0),
    status      integer          check (status between 100 and 999),
    error       text,
    primary key (delivery_id, attempt),
    check ((status is null) <> (error is null))
);

-- They go with their tenant, whoever removes it. No foreign key: a tenant whose people an issuer vouches for has no row.
create function webhooks_go_with_their_tenant() returns trigger language plpgsql as $$
begin
    delete from webhooks where tenant = old.tenant;
    delete from webhook_secrets where tenant = old.tenant;
    return null;
end
$$;
create trigger webhooks_go_with_their_tenant after delete on tenants
    for each row execute function webhooks_go_with_their_tenant();
