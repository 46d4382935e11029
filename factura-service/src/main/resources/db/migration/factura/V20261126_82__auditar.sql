-- What people do in billing. What is not here is nobody's deed, or is told by what is: numbers, lines, taxes and exchanges come with
-- their invoice, and its record too unless it puts another right; clients are the CRM's; rows of a lote, the days of what recurs,
-- sums, what is overdue, what the agency has answered, the log and the inbox, deliveries, and answers kept for repeated requests.
-- Not counted as changes: versions, what an invoice owes by its payments and corrections, which are here themselves, and how far work
-- in the background has come.
select auditar_tabla('factura', 'id', 'version,pagado,pendiente,compensado,sustituida_por,ultimo_movimiento');
select auditar_tabla('pago', 'id');
select auditar_tabla('borrador', 'id', 'version');
select auditar_tabla('emisor', 'id');
select auditar_tabla('emisor_logo', 'id');
select auditar_tabla('recurrente', 'id', 'version,proxima,ultima');
select auditar_tabla('lote', 'id', 'columnas_desconocidas,total,validadas,emitidas,repetidas,rechazadas,hechas,ultima_fecha,'
  'ultima_fila,tramo_desde,tramo_hechas,avanzado_en');
select auditar_tabla('envio', 'id', 'estado,intentos,proximo_intento,error,enviado_en');
select auditar_tabla('verifactu_registro', 'id', '', '$.subsana != null');
select auditar_tabla('webhook', 'id', 'version,activo_desde');
select auditar_tabla('parked_decision', 'id');
select auditar_tabla('replay', 'id', 'position,sent,done_at,announced');
