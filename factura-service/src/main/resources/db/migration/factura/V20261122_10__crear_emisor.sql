-- Who issues the invoices; there is one.
create table emisor (
  id int primary key default 1 check (id = 1),
  nombre text not null check (nombre ~ '\S'),
  nif text not null check (nif = upper(btrim(nif)) and nif <> ''),
  direccion text not null check (direccion ~ '\S'),
  codigo_postal text not null check (codigo_postal ~ '^\d{5}$'),
  municipio text not null check (municipio ~ '\S'),
  provincia text not null check (provincia ~ '\S'),
  email text,
  telefono text,
  iban text
);
grant select, insert, update on emisor to "${app}";
