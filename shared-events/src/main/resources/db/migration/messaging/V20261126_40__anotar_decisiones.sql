-- How often it was tried: not yet, where it only waits behind another.
alter table parked_event add tries int not null default 1;
alter table parked_event add tried_at timestamptz;

-- What people have done about parked messages: a row for each message and each time. Never changed by the service.
create table parked_decision (
  id bigint generated always as identity primary key,
  decided_by text not null check (decided_by ~ '\S' and length(decided_by) <= 100),
  reason text not null check (reason ~ '\S' and length(reason) <= 500),
  outcome text not null check (outcome in ('applied', 'duplicate', 'failed', 'discarded')),
  parked_id bigint not null,
  event_id uuid,
  source text,
  type text,
  aggregate_id text,
  parked_at timestamptz not null,
  -- why it was parked; where it has failed again, why it did
  parked_reason text not null,
  -- of a discarded one: there is no other copy here
  body bytea check (body is null or outcome = 'discarded'),
  decided_at timestamptz not null default now()
);
create index parked_decision_message on parked_decision (parked_id);
create index parked_decision_event on parked_decision (event_id) where outcome = 'discarded';

grant update (event_id, source, type, aggregate_id, reason, tries, tried_at) on parked_event to "${app}";
grant select, insert on parked_decision to "${app}";
