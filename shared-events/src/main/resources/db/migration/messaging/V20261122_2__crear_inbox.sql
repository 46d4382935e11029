-- The events of others that this service has taken in. A row is written in the transaction that applies the event, so that
-- a second delivery finds it and has no effect.
create table inbox (
  event_id uuid primary key,
  source text not null,
  type text not null,
  aggregate_id text not null,
  aggregate_version bigint not null,
  received_at timestamptz not null default now()
);

-- What could not be applied, with the reason, until somebody decides. Later events of the same aggregate wait here too.
create table parked_event (
  id bigint generated always as identity primary key,
  event_id uuid unique,                     -- null: the message is no event that this service can read
  source text,
  type text,
  aggregate_id text,
  body bytea not null,
  reason text not null,
  parked_at timestamptz not null default now()
);
create index parked_event_aggregate on parked_event (source, aggregate_id);
create unique index parked_event_unreadable on parked_event (sha256(body)) where event_id is null;

grant select, insert on inbox to "${app}";
grant select, insert, delete on parked_event to "${app}";
