-- Whose deed the clients of an import are, who are created later and in the background.
alter table importacion add column pedida_por text default nullif(current_setting('crmfactura.quien', true), '');
