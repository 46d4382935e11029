-- What people do in the CRM. What is not here is nobody's deed, or is told by what is: what billing's events have told (also as
-- actividades), the shadow in which it is rebuilt, words and ids kept for searching, the pieces of an import's file, the history of an
-- oportunidad, which goes with it, the log and the inbox, deliveries, and answers kept for repeated requests.
-- Not counted as changes: versions, moments and texts that follow from the others, and how far work in the background has come.
select auditar_tabla('cliente', 'id', 'version,fecha_actualizacion,busqueda');
select auditar_tabla('cliente_fusionado', 'id');
select auditar_tabla('contacto', 'id');
select auditar_tabla('actividad', 'id', 'version', '$.origen == "manual"');
select auditar_tabla('oportunidad', 'id', 'version,fecha_actualizacion,valor_ponderado');
select auditar_tabla('campo', 'nombre', 'version');
select auditar_tabla('importacion', 'id', 'estado,trozos,filas_leidas,creadas,sin_cambios,rechazadas,fallos,fecha_inicio,fecha_fin');
select auditar_tabla('supresion', 'cliente_id');
select auditar_tabla('reconstruccion', 'id', 'estado,fin,pedidos,pedido_en,respondida,en_vano,ultimo_en,recibidos,fallo,diferencias');
select auditar_tabla('webhook', 'id', 'version,activo_desde');
select auditar_tabla('parked_decision', 'id');
select auditar_tabla('replay', 'id', 'position,sent,done_at,announced');
