-- What the tax agency is to know of invoices (VERI*FACTU: RD 1007/2023, Orden HAC/1177/2024). Each issuer has a chain in this
-- installation. Its row is locked from the reading of its end to the commit: that is what keeps the records in one line.
create table verifactu_cadena (
  id int generated always as identity primary key,
  nif text not null,
  instalacion text not null,
  -- its last record
  posicion bigint not null default 0 check (posicion >= 0),
  huella text,
  generado timestamptz,
  unique (nif, instalacion),
  check (num_nonnulls(huella, generado) = case posicion when 0 then 0 else 2 end)
);

create table verifactu_registro (
  id bigint generated always as identity primary key,
  cadena int not null references verifactu_cadena,
  posicion bigint not null check (posicion > 0),
  factura_id uuid not null references factura,
  tipo text not null check (tipo in ('alta', 'anulacion')),
  -- what its huella is made of, each exactly as the text in the XML
  emisor text not null check (char_length(emisor) = 9),
  numero text not null check (numero ~ '^[ -~]{1,60}$' and numero !~ '["''<>=]'),
  fecha text not null check (fecha ~ '^\d\d-\d\d-\d{4}$'),
  tipo_factura text check (tipo_factura in ('F1', 'F2', 'F3', 'R1', 'R2', 'R3', 'R4', 'R5')),
  cuota_total text check (cuota_total ~ '^-?\d{1,12}\.\d\d$'),
  importe_total text check (importe_total ~ '^-?\d{1,12}\.\d\d$'),
  generado text not null check (generado ~ '^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$'),
  huella_anterior text,
  huella text not null check (huella ~ '^[0-9A-F]{64}$'),
  -- the record that it puts right, and what the agency is told of that one
  subsana bigint references verifactu_registro,
  rechazo_previo text check (rechazo_previo in ('S', 'X')),
  sin_registro_previo boolean not null default false,
  -- all else that the XML says
  contenido jsonb not null,
  unique (cadena, posicion),
  -- an invoice has one record of each kind, and each record is put right once
  unique nulls not distinct (factura_id, tipo, subsana),
  constraint verifactu_registro_anterior_check check ((huella_anterior is null) = (posicion = 1)),
  constraint verifactu_registro_alta_check
    check (num_nonnulls(tipo_factura, cuota_total, importe_total) = case tipo when 'alta' then 3 else 0 end),
  constraint verifactu_registro_rechazo_check
    check (rechazo_previo is null or (subsana is not null and (rechazo_previo = 'S' or tipo = 'alta'))),
  constraint verifactu_registro_sin_registro_check
    check (not sin_registro_previo or (tipo = 'anulacion' and rechazo_previo is null))
);

-- Each record follows the one before it, also in time.
create function comprobar_cadena() returns trigger language plpgsql as $$
begin
  if exists (
      select from nuevos n
      left join verifactu_registro a on (a.cadena, a.posicion) = (n.cadena, n.posicion - 1)
      where n.posicion > 1
        and (a.huella is distinct from n.huella_anterior or a.generado::timestamptz > n.generado::timestamptz)) then
    raise exception 'this record does not follow the one before it' using errcode = 'check_violation';
  end if;
  return null;
end
$$;
create trigger encadenado after insert on verifactu_registro referencing new table as nuevos
  for each statement execute function comprobar_cadena();

-- A record stays as it was written, for everybody; what was wrong in it another record puts right.
create function impedir_cambio_de_registro() returns trigger language plpgsql as $$
begin
  raise exception 'a record of an invoice is immutable' using errcode = 'restrict_violation';
end
$$;
create trigger inmutable before update or delete on verifactu_registro
  for each row execute function impedir_cambio_de_registro();
create trigger no_vaciable before truncate on verifactu_registro
  for each statement execute function impedir_cambio_de_registro();

-- Invoices from before have no record; all others must have one.
alter table factura add column con_registro boolean not null default false;
alter table factura alter column con_registro set default true;

grant select, insert on verifactu_cadena, verifactu_registro to "${app}";
grant update (posicion, huella, generado) on verifactu_cadena to "${app}";

-- Nobody invoices themselves: the demo's issuer had the NIF of its examples' client.
update emisor set nif = 'B99999997' where nif = 'B12345674' and nombre = 'Empresa de Demostración S.L.';
