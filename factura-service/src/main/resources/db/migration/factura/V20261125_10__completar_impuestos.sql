-- Recargo de equivalencia (Ley 37/1992, art. 161), why a line bears no IVA, and income tax withheld by the client (Ley 35/2006,
-- art. 101). What was issued before has none of them, and stays valid. The triggers compare whole rows, the new columns too, and
-- the service's role may update none of them.
alter table factura
  add column recargo numeric(14, 2) not null default 0 check (recargo >= 0),
  add column retencion_irpf numeric(4, 2) check (retencion_irpf in (7, 15, 19)),
  add column retencion numeric(14, 2) not null default 0,
  drop constraint factura_check1,
  add constraint factura_retencion_check
    check (retencion = coalesce(round(base_imponible * retencion_irpf / 100, 2), 0)),
  add constraint factura_total_check check (total = base_imponible + cuota_iva + recargo - retencion),
  -- who withholds is a business, named with its tax id
  add constraint factura_retenedor_check
    check (retencion_irpf is null or (serie <> 'SIM' and cliente_cif_nif is not null));

alter table factura_linea
  add column recargo numeric(4, 2) not null default 0,
  add column exencion text check (exencion in ('E1', 'E2', 'E3', 'E4', 'E5', 'E6', 'N1', 'N2', 'S2')),
  add constraint factura_linea_recargo_check
    check (recargo = 0 or (iva, recargo) in ((21, 5.2), (21, 1.75), (10, 1.4), (4, 0.5))),
  add constraint factura_linea_sin_iva_check check (exencion is null or iva = 0);

alter table factura_impuesto
  add column recargo_tipo numeric(4, 2) not null default 0,
  add column recargo numeric(14, 2) not null default 0,
  add column exencion text check (exencion in ('E1', 'E2', 'E3', 'E4', 'E5', 'E6', 'N1', 'N2', 'S2')),
  drop constraint factura_impuesto_pkey,
  add constraint factura_impuesto_key unique nulls not distinct (factura_id, tipo, recargo_tipo, exencion),
  add constraint factura_impuesto_recargo_tipo_check
    check (recargo_tipo = 0 or (tipo, recargo_tipo) in ((21, 5.2), (21, 1.75), (10, 1.4), (4, 0.5))),
  add constraint factura_impuesto_sin_iva_check check (exencion is null or tipo = 0),
  -- where taxes are taken out of prices, no base may give just that sum: the cent that is left is in the cuota
  add constraint factura_impuesto_cuota_exacta_check
    check (abs(cuota - round(base * tipo / 100, 2)) <= 0.01 and (tipo > 0 or cuota = 0)),
  add constraint factura_impuesto_recargo_check check (recargo = round(base * recargo_tipo / 100, 2));
