-- A series is opened, and locked, before the first number of its year is given.
alter table serie drop constraint serie_ultimo_check, add check (ultimo >= 0);
