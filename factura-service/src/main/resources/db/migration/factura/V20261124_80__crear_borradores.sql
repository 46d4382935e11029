-- Invoices that are not issued yet, as they were asked for. A table of their own: whatever counts, sums or pays invoices can't
-- meet them, and the rules that keep issued invoices as they are need no exception.
create table borrador (
  id uuid primary key,
  version bigint not null default 1,
  cliente_crm_id uuid,
  contenido jsonb not null check (jsonb_typeof(contenido) = 'object'),
  creado_en timestamptz not null
);
create index borrador_cliente on borrador (cliente_crm_id);

-- What of the CRM's oportunidades became of: its row stays when the draft is issued or deleted, so that none comes twice.
create table oportunidad_facturada (
  oportunidad_id uuid primary key,
  factura_id uuid not null unique,
  titulo text not null
);

grant select, insert, delete on borrador to "${app}";
grant update (version, cliente_crm_id, contenido) on borrador to "${app}";
grant select, insert on oportunidad_facturada to "${app}";
