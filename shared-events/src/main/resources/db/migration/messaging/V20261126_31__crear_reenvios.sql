-- What is to be told once more: the rows of the log that satisfy all that is given, with the ids they have.
create table replay (
  id uuid primary key,
  asked_by text not null,
  reason text not null,
  event_ids uuid[],
  from_at timestamptz,
  to_at timestamptz,
  type text,
  except_types text[] not null default '{}',
  aggregate_id uuid,
  from_version bigint,
  to_version bigint,
  -- the end of the log when it was asked for: what comes later is on its way anyway
  until_seq bigint not null,
  -- behind what the broker has confirmed
  position bigint not null default 0,
  sent bigint not null default 0,
  created_at timestamptz not null default now(),
  done_at timestamptz
);
create index replay_open on replay (created_at) where done_at is null;

-- Costs next to nothing to keep, and finds a range of instants without reading the log.
create index event_log_created_at on event_log using brin (created_at);

grant select, insert on replay to "${app}";
grant update (position, sent, done_at) on replay to "${app}";
