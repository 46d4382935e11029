-- Where those stand that read the log beside the relay, each at its own pace; the columns are those of relay_cursor. Who reads
-- brings its row along.
create table log_reader_cursor (
  reader text primary key,
  snapshot pg_snapshot not null,
  upper pg_snapshot,
  last_seq bigint not null default 0,
  revision bigint not null default 0
);
grant select, update on log_reader_cursor to "${app}";

-- They begin again too: each must know what it has dealt with, as the readers behind the relay do.
create or replace function reseed_relay() returns void language sql set search_path from current as $$
  update event_log set xid = pg_current_xact_id();
  update relay_cursor set snapshot = '3:3:', upper = null, last_seq = 0, revision = revision + 1;
  update log_reader_cursor set snapshot = '3:3:', upper = null, last_seq = 0, revision = revision + 1;
$$;
