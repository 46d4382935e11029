-- The clients' part of the figures of the whole CRM is counted from indexes and not from the table.
create index cliente_estado on cliente (estado);
create index cliente_fecha_creacion on cliente (fecha_creacion);
