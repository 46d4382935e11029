-- What billing told can't be told twice: an actividad has the id of its event, and needs no second index for that.
update actividad set id = evento_id where origen = 'evento';
alter table actividad drop column evento_id;
alter table actividad add column evento_id uuid
  generated always as (case when origen = 'evento' then id end) stored;
