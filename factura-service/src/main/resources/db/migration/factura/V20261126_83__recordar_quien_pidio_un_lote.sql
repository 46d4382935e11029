-- Whose deed the invoices of a lote are, which are issued later and in the background.
alter table lote add column pedido_por text default nullif(current_setting('crmfactura.quien', true), '');
