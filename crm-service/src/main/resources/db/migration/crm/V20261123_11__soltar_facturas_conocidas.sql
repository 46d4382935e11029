-- An invoice is noted together with its actividad, whose foreign key holds the client: to check it a second time for each
-- invoice would only cost.
alter table factura_conocida drop constraint factura_conocida_cliente_id_fkey;

create function olvidar_facturas_de_cliente() returns trigger
language plpgsql security definer set search_path from current as $$
begin
  delete from factura_conocida where cliente_id = old.id;
  return null;
end
$$;
revoke all on function olvidar_facturas_de_cliente() from public;
create trigger olvidar_facturas after delete on cliente
  for each row execute function olvidar_facturas_de_cliente();
