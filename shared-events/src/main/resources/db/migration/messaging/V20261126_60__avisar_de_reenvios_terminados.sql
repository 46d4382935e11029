-- Whether who asked is told when all of it has been sent, and whether that has been done.
alter table replay
  add column announce boolean not null default false,
  add column announced boolean not null default false;
create index replay_unannounced on replay (done_at) where announce and not announced and done_at is not null;
grant update (announced) on replay to "${app}";
