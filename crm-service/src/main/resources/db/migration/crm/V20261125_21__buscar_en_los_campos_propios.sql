-- A client is also found by what it has in fields of its own that are texts or options. Their words name nobody: they are not
-- among those that a mistyped one is taken for.
create or replace function texto_de_busqueda(c cliente) returns text
language sql stable
begin atomic
  select ' ' || sin_acentos(concat_ws(' ', c.nombre_completo, c.razon_social, c.email, c.cif_nif,
    sin_signos(c.cif_nif),
    (select string_agg(concat_ws(' ', t.nombre,
       case t.tipo when 'email' then t.valor when 'direccion' then null else sin_signos(t.valor) end), ' ')
     from contacto t
     where t.cliente_id = c.id),
    (select string_agg(v.value, ' ' order by v.key)
     from jsonb_each_text(c.campos) v
     join campo d on d.nombre = v.key
     where d.tipo in ('texto', 'opcion'))));
end;

drop trigger escribir_busqueda on cliente;
create trigger escribir_busqueda before insert or update of nombre_completo, razon_social, email, cif_nif, campos on cliente
  for each row execute function escribir_busqueda();
