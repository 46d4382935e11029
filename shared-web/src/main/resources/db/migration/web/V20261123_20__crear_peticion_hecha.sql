-- The answers to requests that came with a key: written in the transaction of what they did, so that one is there if and only
-- if the other is.
create table peticion_hecha (
  clave text primary key check (length(clave) between 1 and 255),
  -- of method, address and body: the key stands for these and no others
  huella bytea not null,
  status int not null,
  location text,
  etag text,
  body bytea,
  hecha_en timestamptz not null
);
create index peticion_hecha_en on peticion_hecha (hecha_en);

grant select, insert, update, delete on peticion_hecha to "${app}";
