-- What a person is asked about and decides.

-- What each item refers to in the source, as extract found it: what it takes to draw an item again when the coordinator
-- has forgotten it. Written by the projector, once.
create table item_data (
    batch_id   text    not null,
    item_index integer not null check (item_index >= 0),
    generation integer not null check (generation >= 1),
    data       json    not null,
    primary key (batch_id, item_index)
);

-- The doubtful fields of each item's newest row, in the row's order. Written by the projector with the row.
create table review_fields (
    batch_id   text             not null,
    item_index integer          not null check (item_index >= 0),
    place      integer          not null check (place >= 0),
    job_id     text             not null,
    generation integer          not null check (generation >= 1),
    run        integer          not null check (run >= 1),
    field      text             not null,
    value      text             not null,
    confidence double precision not null check (confidence between 0 and 1),
    reason     text             not null,
    choices    json             not null,
    crop       text,
    primary key (batch_id, item_index, place)
);

-- Every decision on a doubtful field; the newest counts. `generation` is the one in which the item is read again with
-- it. Written by ingest in the transaction that gives the command, and never changed.
create table review_decisions (
    decision_id  bigint      generated always as identity primary key,
    batch_id     text        not null references batches on delete cascade,
    item_index   integer     not null check (item_index >= 0),
    field        text        not null,
    value_before text        not null,
    value        text        not null,
    decided_by   text        not null,
    decided_at   timestamptz not null,
    generation   integer     not null check (generation >= 2)
);
create index review_decisions_of_field on review_decisions (batch_id, item_index, field, decision_id);
