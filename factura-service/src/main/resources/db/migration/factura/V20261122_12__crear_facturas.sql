-- The last number given, by series and year. Its row is locked from the number to the commit: that is what keeps the numbers
-- without gaps (RD 1619/2012, art. 6.1.a), and a refused invoice from using one up.
create table serie (
  serie text not null check (serie in ('FAC', 'SIM')),
  ejercicio int not null,
  ultimo int not null check (ultimo > 0),
  ultima_fecha date not null,
  primary key (serie, ejercicio)
);

create table factura (
  id uuid primary key,
  serie text not null,
  ejercicio int not null,
  ordinal int not null check (ordinal > 0),
  numero text not null unique
    generated always as (serie || '-' || ejercicio::text || '-' || lpad(ordinal::text, 6, '0')) stored,
  fecha date not null,
  fecha_operacion date,
  vencimiento date not null check (vencimiento >= fecha),
  emitida_en timestamptz not null,
  -- who was invoiced, as the data were then; the CRM's id may become known later
  cliente_crm_id uuid,
  cliente_nombre text not null,
  cliente_email text,
  cliente_cif_nif text,
  cliente_direccion text,
  emisor jsonb not null,
  forma_pago text,
  notas text,
  base_imponible numeric(14, 2) not null check (base_imponible >= 0),
  cuota_iva numeric(14, 2) not null check (cuota_iva >= 0),
  total numeric(14, 2) not null check (total = base_imponible + cuota_iva),
  pagado numeric(14, 2) not null default 0 check (pagado between 0 and total),
  version bigint not null default 1,
  -- the transaction that issued it
  emision xid8 not null default pg_current_xact_id(),
  unique (serie, ejercicio, ordinal),
  foreign key (serie, ejercicio) references serie,
  check (ejercicio = extract(year from fecha)),
  check (serie <> 'FAC' or cliente_cif_nif is not null)
);
create index factura_cliente on factura (cliente_crm_id, fecha desc);
create index factura_fecha on factura (fecha desc, id desc);
create index factura_pendiente on factura (vencimiento) where pagado < total;

create table factura_linea (
  factura_id uuid not null references factura,
  linea int not null check (linea > 0),
  descripcion text not null check (descripcion ~ '\S'),
  cantidad numeric(14, 4) not null check (cantidad > 0),
  precio numeric(14, 4) not null check (precio >= 0),
  descuento numeric(5, 2) not null check (descuento between 0 and 100),
  iva numeric(4, 2) not null check (iva in (0, 4, 10, 21)),
  importe numeric(14, 2) not null check (importe >= 0),
  primary key (factura_id, linea)
);

create table factura_impuesto (
  factura_id uuid not null references factura,
  tipo numeric(4, 2) not null check (tipo in (0, 4, 10, 21)),
  base numeric(14, 2) not null check (base >= 0),
  cuota numeric(14, 2) not null check (cuota >= 0),
  primary key (factura_id, tipo)
);

-- An issued invoice stays as it was issued, for everybody: only its payment state changes, and the CRM's id of the client
-- may become known. (The number is not compared: being generated, it is not there yet when this runs, and can't be set.)
create function impedir_cambio_de_factura() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or tg_table_name <> 'factura' then
    raise exception 'an issued invoice is immutable' using errcode = 'restrict_violation';
  end if;
  if old.cliente_crm_id is not null and new.cliente_crm_id is distinct from old.cliente_crm_id then
    raise exception 'the client of an invoice does not change' using errcode = 'restrict_violation';
  end if;
  if (to_jsonb(new) - array['pagado', 'version', 'cliente_crm_id', 'numero'])
     <> (to_jsonb(old) - array['pagado', 'version', 'cliente_crm_id', 'numero']) then
    raise exception 'an issued invoice is immutable' using errcode = 'restrict_violation';
  end if;
  return new;
end
$$;
create trigger inmutable before update or delete on factura
  for each row execute function impedir_cambio_de_factura();
create trigger inmutable before update or delete on factura_linea
  for each row execute function impedir_cambio_de_factura();
create trigger inmutable before update or delete on factura_impuesto
  for each row execute function impedir_cambio_de_factura();

-- Lines and taxes come with their invoice, in its own transaction, and never later.
create function impedir_anadido_a_factura() returns trigger language plpgsql as $$
begin
  if exists (
      select from nuevas join factura f on f.id = nuevas.factura_id
      where f.emision <> pg_current_xact_id()) then
    raise exception 'an issued invoice is immutable' using errcode = 'restrict_violation';
  end if;
  return null;
end
$$;
create trigger completa after insert on factura_linea referencing new table as nuevas
  for each statement execute function impedir_anadido_a_factura();
create trigger completa after insert on factura_impuesto referencing new table as nuevas
  for each statement execute function impedir_anadido_a_factura();

-- Row triggers know nothing of a truncate.
create function impedir_vaciado_de_facturas() returns trigger language plpgsql as $$
begin
  raise exception 'an issued invoice is immutable' using errcode = 'restrict_violation';
end
$$;
create trigger no_vaciable before truncate on factura
  for each statement execute function impedir_vaciado_de_facturas();
create trigger no_vaciable before truncate on factura_linea
  for each statement execute function impedir_vaciado_de_facturas();
create trigger no_vaciable before truncate on factura_impuesto
  for each statement execute function impedir_vaciado_de_facturas();

grant select, insert, update on serie to "${app}";
grant select, insert on factura, factura_linea, factura_impuesto to "${app}";
grant update (pagado, version, cliente_crm_id) on factura to "${app}";
