-- Which transaction issued an invoice means nothing in a database restored from a dump: transaction ids begin anew there, and
-- the one that comes to an old invoice's id could add lines to it. To be run once by the owner, before the services start.
create function olvidar_emisiones() returns void language plpgsql set search_path from current as $$
begin
  alter table factura disable trigger inmutable;
  -- the first transaction that any database has had
  update factura set emision = '3';
  alter table factura enable trigger inmutable;
end
$$;
revoke all on function olvidar_emisiones() from public;
