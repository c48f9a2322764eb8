-- What replicas must agree on, and the read model. Every table says who writes it.

-- Who may log in. Written by ingest (http-edge).
create table users (
    username      text        primary key check (username ~ '^[A-Za-z0-9_.@-]{1,64}$'),
    password_hash text        not null,
    tenant        text        not null check (tenant ~ '^[a-z0-9_-]{1,64}$'),
    role          text        not null check (role in ('admin', 'member')),
    created_at    timestamptz not null
);

-- Tokens and cookies, each only as the SHA-256 of what the client holds. Written by ingest (http-edge).
create table sessions (
    token_hash bytea       primary key check (octet_length(token_hash) = 32),
    username   text        not null references users on delete cascade,
    tenant     text        not null,
    role       text        not null check (role in ('admin', 'member')),
    created_at timestamptz not null,
    expires_at timestamptz not null check (expires_at > created_at)
);
create index sessions_by_user on sessions (username);
create index sessions_by_expiry on sessions (expires_at);

-- The workloads that the workers know. Written by stage-workers at start.
create table workloads (
    name    text        primary key,
    info    jsonb       not null,
    seen_at timestamptz not null
);

-- What was asked for. Written by ingest. A batch outlives its owner's account, so no foreign key there.
-- `requested_status` is what was last asked; what came of it the coordinator says on its topic. While a source comes in,
-- `upload_id` is that upload and `upload_seen_at` grows; when it stops growing the upload has died with its process.
create table batches (
    batch_id         text        primary key,
    tenant           text        not null,
    owner            text        not null,
    workload         text        not null,
    name             text        not null,
    run_id           text,
    definition       jsonb       not null,
    source           jsonb,
    requested_status text        not null check (requested_status in ('pending', 'uploading', 'processing', 'paused', 'cancelling')),
    requested_at     timestamptz not null,
    upload_id        uuid,
    upload_seen_at   timestamptz,
    created_at       timestamptz not null,
    check ((requested_status = 'uploading') = (upload_id is not null)),
    check ((upload_id is null) = (upload_seen_at is null))
);
create index batches_uploading on batches (upload_seen_at) where upload_id is not null;
create index batches_newest_of_tenant on batches (tenant, created_at desc, batch_id);
create index batches_of_run on batches (tenant, run_id) where run_id is not null;

-- Commands in the order in which they were given, each until the broker has acknowledged it. Written by ingest in the
-- same transaction as the batch's row, so that no accepted request is lost between the two.
create table outgoing_commands (
    command_id bigint      generated always as identity primary key,
    batch_id   text        not null references batches on delete cascade,
    command    jsonb       not null,
    given_at   timestamptz not null
);
create index outgoing_commands_of_batch on outgoing_commands (batch_id);

-- First answers to requests that came with an Idempotency-Key. Written by ingest, before the batch's row: of two
-- requests at once the second waits here and finds the first.
create table idempotency_keys (
    tenant     text        not null,
    key        text        not null check (length(key) between 1 and 255),
    body_hash  text        not null check (body_hash ~ '^[0-9a-f]{64}$'),
    batch_id   text        not null references batches on delete cascade deferrable initially deferred,
    created_at timestamptz not null,
    primary key (tenant, key)
);
create index idempotency_keys_of_batch on idempotency_keys (batch_id);
create index idempotency_keys_by_age on idempotency_keys (created_at);

-- The newest state that the coordinator gave each batch. Written by the projector, in any order of arrival with the
-- row of ingest, so no foreign key.
create table batch_states (
    batch_id     text        primary key,
    generation   integer     not null check (generation >= 1),
    status       text        not null check (status in ('pending', 'uploading', 'processing', 'paused', 'cancelling', 'completed', 'failed', 'cancelled')),
    stage        text,
    counts       jsonb       not null,
    started_at   timestamptz,
    completed_at timestamptz,
    updated_at   timestamptz not null
);
create index batch_states_by_end on batch_states (completed_at) where completed_at is not null;

-- Every item as its events say. Written by the projector; events come in any order with what found the item.
create table items (
    batch_id      text        not null,
    item_index    integer     not null check (item_index >= 0),
    job_id        text        not null unique,
    name          text,
    state         text        not null check (state in ('waiting', 'running', 'retrying', 'succeeded', 'failed', 'cancelled')),
    stage         text        check (stage in ('organizing_qr', 'processing_sheets')),
    generation    integer     not null check (generation >= 1),
    run           integer     not null default 0 check (run >= 0),
    attempt       integer     not null default 0 check (attempt >= 0),
    group_key     text,
    phase         integer     check (phase >= 0),
    phases        integer     check (phases >= 0),
    phase_message text,
    error_cause   text,
    error_message text,
    result        json,  -- not jsonb: the order of the columns is part of a row
    result_blob   text,
    worker        text,
    started_at    timestamptz,
    finished_at   timestamptz,
    updated_at    timestamptz not null,
    primary key (batch_id, item_index)
);
create index items_by_state on items (batch_id, state, item_index);
create index items_by_group on items (batch_id, group_key, item_index) where group_key is not null;
create index items_by_cause on items (batch_id, error_cause, item_index) where error_cause is not null;

-- Which batches are loaded, and from which run. Written by the load stage.
create table loads (
    batch_id   text        primary key,
    generation integer     not null check (generation >= 1),
    run        integer     not null check (run >= 1),
    rows       bigint      not null check (rows >= 0),
    loaded_at  timestamptz not null
);

-- Finished results, one row per succeeded item. Written by the load stage by COPY. The key is checked at the end of
-- the transaction, whichever of the two it writes first.
create table results (
    batch_id   text             not null references loads on delete cascade deferrable initially deferred,
    row_number integer          not null check (row_number >= 1),
    job_id     text             not null,
    file       text             not null,
    group_key  text,
    qr_text    text,
    score      double precision,
    fields     jsonb            not null,
    primary key (batch_id, row_number),
    unique (batch_id, job_id)
);
create index results_by_group on results (batch_id, group_key) where group_key is not null;
