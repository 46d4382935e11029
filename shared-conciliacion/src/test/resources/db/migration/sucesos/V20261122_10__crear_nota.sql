-- on purpose without any unique constraint: what is noted twice shows
create table nota (id bigint generated always as identity primary key, numero int not null);
grant select, insert on nota to "${app}";
