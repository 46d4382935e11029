-- How the issuer's papers look. Not a part of what an invoice says: it is printed with the ones of the day it is printed.
alter table emisor add column color text check (color ~ '^#[0-9a-f]{6}$');

-- A table of its own, as invoices take a copy of the issuer's whole row.
create table emisor_logo (
  id int primary key default 1 check (id = 1),
  tipo text not null check (tipo in ('image/png', 'image/jpeg')),
  contenido bytea not null check (octet_length(contenido) between 1 and 524288)
);
grant select, insert, update, delete on emisor_logo to "${app}";
