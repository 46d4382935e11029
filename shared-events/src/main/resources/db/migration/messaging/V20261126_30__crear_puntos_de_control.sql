-- The checkpoints that this service has told: each is written in the transaction that appends its event to the log and moves
-- the cursor of who makes them out. "total" counts what it and all before it cover.
create table checkpoint (
  numero bigint primary key check (numero > 0),
  event_id uuid not null,
  sent int not null check (sent > 0),
  total bigint not null,
  digest text not null,
  from_at timestamptz not null,
  to_at timestamptz not null,
  created_at timestamptz not null,
  -- a reader has answered
  verified boolean not null default false,
  -- when it was last told again because a reader kept silent, and how often
  repeated_at timestamptz,
  repeats int not null default 0
);

create index checkpoint_to_at on checkpoint (to_at);
create index checkpoint_unverified on checkpoint (numero) where not verified;

-- What readers have told of them.
create table checkpoint_reading (
  reader text not null,
  numero bigint not null,
  missing uuid[] not null,
  parked int not null,
  intact boolean not null,
  version bigint not null,
  verified_at timestamptz not null,
  primary key (reader, numero)
);
create index checkpoint_reading_open on checkpoint_reading (reader, numero) where missing <> '{}' or parked > 0 or not intact;

-- The checkpoints of others and how they compare with this service's inbox. A row without "sent" is a checkpoint that has not
-- arrived itself, known by the number of a later one.
create table stream_check (
  source text not null,
  numero bigint not null check (numero > 0),
  event_id uuid,
  sent int,
  total bigint,
  from_at timestamptz,
  to_at timestamptz,
  missing uuid[] not null default '{}',
  parked uuid[] not null default '{}',
  digest text,
  -- whether this service makes out the same digest
  intact boolean not null default true,
  verified_at timestamptz not null,
  -- when the missing ones were last asked for, and how often
  asked_at timestamptz,
  asks int not null default 0,
  primary key (source, numero)
);
create index stream_check_open on stream_check (source, numero)
  where sent is null or missing <> '{}' or parked <> '{}' or not intact;

-- What is told of a stream grows from event to event.
create sequence control_version;

-- From the beginning of the log: the readers have an inbox as long as there is a log.
insert into log_reader_cursor (reader, snapshot) values ('puntos', '3:3:');

grant usage on sequence control_version to "${app}";
grant select, insert on checkpoint to "${app}";
grant update (verified, repeated_at, repeats) on checkpoint to "${app}";
grant select, insert, update on checkpoint_reading to "${app}";
grant select, insert, update, delete on stream_check to "${app}";
