-- A simulation tells, too, which of its rows were issued already.
alter table lote drop constraint lote_check2, add constraint lote_simulacion_check check (not simulacion or emitidas = 0);
