-- What this service tells others: appended to by business transactions, read by the relay, never changed.
create sequence event_log_seq cache 1;

create table event_log (
  seq bigint not null default nextval('event_log_seq'),
  -- the transaction that wrote the row: the relay's cursor is a snapshot, and this is what it compares with
  xid xid8 not null default pg_current_xact_id(),
  event_id uuid not null,
  type text not null,
  routing_key text not null,
  aggregate_id uuid not null,
  aggregate_version bigint not null,
  body bytea not null,
  created_at timestamptz not null,
  primary key (seq, created_at)
) partition by range (created_at);

create index event_log_xid on event_log (xid);
create index event_log_aggregate on event_log (aggregate_id, aggregate_version);

-- Creates the partitions of this month and the three after it. Runs with the owner's rights, as the service may not create
-- tables; several instances may call it at once.
create function create_event_log_partitions() returns void
language plpgsql security definer set search_path from current as $$
declare
  first_day date;
  partition text;
begin
  perform pg_advisory_xact_lock(hashtextextended('event_log_partitions:' || current_schema(), 0));
  for months in 0..3 loop
    first_day := (date_trunc('month', now() at time zone 'UTC') + make_interval(months => months))::date;
    partition := 'event_log_' || to_char(first_day, 'YYYY_MM');
    if to_regclass(partition) is null then
      execute format(
        'create table %I partition of event_log for values from (%L) to (%L)',
        partition, first_day || ' 00:00+00', (first_day + interval '1 month')::date || ' 00:00+00');
    end if;
  end loop;
end
$$;
revoke all on function create_event_log_partitions() from public;
select create_event_log_partitions();

-- How far the relay has got: everything visible in the snapshot is delivered and, while it works through what became visible
-- between that snapshot and "upper", also what lies there up to last_seq.
create table relay_cursor (
  only_row boolean primary key default true check (only_row),
  snapshot pg_snapshot not null,
  upper pg_snapshot,
  last_seq bigint not null default 0,
  revision bigint not null default 0
);
insert into relay_cursor (snapshot) values ('3:3:');

-- Makes the relay deliver everything again. After a restore from a logical dump it must be run once by the owner, before the
-- services start: transaction ids begin anew there, and those in the log mean nothing any more. Harmless for the readers,
-- whose inboxes know what they have applied.
create function reseed_relay() returns void language sql set search_path from current as $$
  update event_log set xid = pg_current_xact_id();
  update relay_cursor set snapshot = '3:3:', upper = null, last_seq = 0, revision = revision + 1;
$$;
revoke all on function reseed_relay() from public;

grant usage on sequence event_log_seq to "${app}";
grant select, insert on event_log to "${app}";
grant select, update on relay_cursor to "${app}";
grant execute on function create_event_log_partitions() to "${app}";
