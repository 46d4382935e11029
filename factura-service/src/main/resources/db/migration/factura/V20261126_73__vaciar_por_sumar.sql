-- From the beginning, whatever was there: for rows that came in without the triggers. It leaves nothing behind that reports would
-- read until it is cleaned up.
create or replace function rehacer_sumas() returns void language plpgsql set search_path from current as $$
begin
  -- whoever is adding comes first: sumar() would leave all to them otherwise, and it would be gone
  perform pg_advisory_xact_lock(hashtextextended('por_sumar:' || current_schema(), 0));
  lock table factura, factura_canje, pago in share mode;
  truncate por_sumar, suma_diaria, suma_mensual;
  insert into por_sumar
  select documento_id, factura_id, null, cliente_crm_id, signo from asiento where anulada_en is null
  union all
  select f.id, f.id, p.id, f.cliente_crm_id, 1 from pago p join factura f on f.id = p.factura_id where p.fecha_devolucion is null;
  perform sumar();
  truncate por_sumar;
end
$$;
