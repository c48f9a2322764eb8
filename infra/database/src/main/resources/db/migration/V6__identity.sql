-- Who may do what, and who did what. All of it is written by http-edge, within ingest and, where a key or a ticket is
-- used, within the gateway.

-- The tenants that an administrator has made. Those whose people come with an issuer's token only need no row.
create table tenants (
    tenant     text        primary key check (tenant ~ '^[a-z0-9_-]{1,64}$'),
    created_by text        not null,
    created_at timestamptz not null
);
insert into tenants select tenant, 'installation', min(created_at) from users group by tenant;
insert into tenants values ('default', 'installation', now()) on conflict do nothing;

create index users_of_tenant on users (tenant, username);

-- Keys of programs, each only as the SHA-256 of what the program holds. `used_at` is right to the hour.
create table api_keys (
    key_id     text        primary key check (key_id ~ '^[a-z0-9]{12}$'),
    key_hash   bytea       not null unique check (octet_length(key_hash) = 32),
    username   text        not null references users on delete cascade,
    name       text        not null check (length(name) between 1 and 100),
    role       text        not null check (role in ('viewer', 'operator', 'admin')),
    created_at timestamptz not null,
    expires_at timestamptz check (expires_at > created_at),
    used_at    timestamptz
);
create index api_keys_of_user on api_keys (username, key_id);

-- Tickets for streams, hashed too. `account` is null where an issuer's token asked for the ticket.
create table stream_tickets (
    ticket_hash bytea       primary key check (octet_length(ticket_hash) = 32),
    batch_id    text        not null,
    tenant      text        not null,
    username    text        not null,
    account     text        references users on delete cascade,
    created_at  timestamptz not null,
    redeem_by   timestamptz not null check (redeem_by > created_at),
    redeemed_at timestamptz,
    ends_at     timestamptz not null check (ends_at >= redeem_by)
);
create index stream_tickets_of_account on stream_tickets (account) where account is not null;
create index stream_tickets_by_end on stream_tickets (ends_at);

-- Tries to log in that have not succeeded, by the SHA-256 of user and address, or of the address alone: what somebody
-- typed for a name may be a password.
create table login_tries (
    source_hash bytea       primary key check (octet_length(source_hash) = 32),
    tries       integer     not null check (tries >= 0),
    next_try    timestamptz not null
);
create index login_tries_by_time on login_tries (next_try);

-- Who did what, or tried to. `username` is null where nobody known did; such entries belong to the tenant `default`.
-- Never changed.
create table audit_log (
    entry_id   bigint      generated always as identity primary key,
    at         timestamptz not null,
    tenant     text        not null,
    username   text,
    credential text        not null check (credential in ('none', 'password', 'key', 'issuer')),
    address    text        not null,
    action     text        not null,
    subject    text        not null,
    outcome    text        not null check (outcome in ('done', 'refused', 'failed')),
    status     integer     not null check (status between 100 and 599)
);
create index audit_log_newest on audit_log (tenant, entry_id desc);
create index audit_log_of_user on audit_log (tenant, username, entry_id desc);
