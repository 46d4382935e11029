package es.crmfactura.factura.rectificativas;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An invoice as somebody keeps it who has paper and a pencil: what follows from others is looked up anew each time. */
final class Documento {

    enum Clase {
        COMPLETA,
        SIMPLIFICADA,
        CANJE,
        DIFERENCIA,
        SUSTITUTA
    }

    /** Rate, and with it base and cuota. */
    static final class Impuestos {

        final Map<Integer, BigDecimal> bases = new TreeMap<>();
        final Map<Integer, BigDecimal> cuotas = new TreeMap<>();

        Impuestos mas(Impuestos otros) {
            var suma = new Impuestos();
            for (Impuestos unos : List.of(this, otros)) {
                unos.bases.forEach((tipo, base) -> suma.bases.merge(tipo, base, BigDecimal::add));
                unos.cuotas.forEach((tipo, cuota) -> suma.cuotas.merge(tipo, cuota, BigDecimal::add));
            }
            return suma;
        }

        Impuestos negados() {
            var otros = new Impuestos();
            bases.forEach((tipo, base) -> otros.bases.put(tipo, base.negate()));
            cuotas.forEach((tipo, cuota) -> otros.cuotas.put(tipo, cuota.negate()));
            return otros;
        }

        BigDecimal base() {
            return suma(bases.values().stream());
        }

        BigDecimal bruto() {
            return base().add(suma(cuotas.values().stream()));
        }

        /** Whether what takes off finds enough of each tax. */
        boolean bastanPara(Impuestos cambio) {
            return cambio.bases.entrySet().stream()
                    .allMatch(uno -> uno.getValue().signum() >= 0
                            || bases.getOrDefault(uno.getKey(), BigDecimal.ZERO)
                                            .add(uno.getValue())
                                            .signum()
                                    >= 0);
        }

        boolean sonNada() {
            return Stream.concat(bases.values().stream(), cuotas.values().stream())
                    .allMatch(importe -> importe.signum() == 0);
        }
    }

    record Linea(int cantidad, BigDecimal precio, int iva) {

        String json() {
            return "{'descripcion':'Servicio','cantidad':%d,'precio':%s,'iva':%d}".formatted(cantidad, precio, iva);
        }
    }

    final String id;
    final String numero;
    final Clase clase;
    final Impuestos impuestos;
    final int retencionIrpf;
    final BigDecimal retencion;
    final List<Documento> anteriores;
    final Map<String, BigDecimal> pagos = new TreeMap<>();
    boolean anulada;

    private final List<Documento> todos;

    /** @param anteriores what it corrects, or was exchanged for */
    Documento(
            List<Documento> todos,
            String id,
            String numero,
            Clase clase,
            Impuestos impuestos,
            int retencionIrpf,
            BigDecimal retencion,
            List<Documento> anteriores) {
        this.todos = todos;
        this.id = id;
        this.numero = numero;
        this.clase = clase;
        this.impuestos = impuestos;
        this.retencionIrpf = retencionIrpf;
        this.retencion = retencion;
        this.anteriores = anteriores;
    }

    static BigDecimal porcentaje(BigDecimal base, int tipo) {
        return base.multiply(BigDecimal.valueOf(tipo)).divide(BigDecimal.valueOf(100), 2, RoundingMode.HALF_UP);
    }

    static BigDecimal suma(Stream<BigDecimal> importes) {
        return importes.reduce(new BigDecimal("0.00"), BigDecimal::add);
    }

    BigDecimal total() {
        return impuestos.bruto().subtract(retencion);
    }

    boolean esSimplificada() {
        return clase == Clase.SIMPLIFICADA
                || (clase == Clase.DIFERENCIA || clase == Clase.SUSTITUTA)
                        && anteriores.get(0).esSimplificada();
    }

    List<Documento> diferencias() {
        return todos.stream()
                .filter(otro -> otro.clase == Clase.DIFERENCIA && !otro.anulada && otro.anteriores.contains(this))
                .toList();
    }

    @Nullable
    Documento sustituta() {
        return todos.stream()
                .filter(otro -> otro.clase != Clase.DIFERENCIA && !otro.anulada && otro.anteriores.contains(this))
                .findFirst()
                .orElse(null);
    }

    /** It, and the differences that take something off it. */
    List<Documento> cuenta() {
        return Stream.concat(
                        Stream.of(this),
                        diferencias().stream().filter(otro -> otro.total().signum() <= 0))
                .toList();
    }

    Impuestos impuestosDeCuenta() {
        return cuenta().stream().map(uno -> uno.impuestos).reduce(new Impuestos(), Impuestos::mas);
    }

    BigDecimal retencionDeCuenta() {
        return suma(cuenta().stream().map(uno -> uno.retencion));
    }

    Impuestos impuestosDeFamilia() {
        Documento raiz = this;
        while (raiz.clase == Clase.DIFERENCIA) {
            raiz = raiz.anteriores.get(0);
        }
        return raiz.familia().stream().map(uno -> uno.impuestos).reduce(new Impuestos(), Impuestos::mas);
    }

    private List<Documento> familia() {
        List<Documento> familia = new ArrayList<>(List.of(this));
        diferencias().forEach(diferencia -> familia.addAll(diferencia.familia()));
        return familia;
    }

    BigDecimal pagado() {
        return suma(pagos.values().stream());
    }

    BigDecimal compensado() {
        Stream<BigDecimal> quitado =
                diferencias().stream().map(otro -> otro.total().negate().max(new BigDecimal("0.00")));
        Stream<BigDecimal> pagadoAntes = clase == Clase.DIFERENCIA
                ? Stream.of()
                : anteriores.stream().map(otro -> otro.pagado().add(otro.compensado()));
        return suma(Stream.concat(quitado, pagadoAntes));
    }

    BigDecimal pendiente() {
        BigDecimal debe = total().subtract(pagado()).subtract(compensado());
        return anulada || sustituta() != null ? new BigDecimal("0.00") : debe.max(new BigDecimal("0.00"));
    }

    /** Of one that is not due yet. */
    String estado() {
        if (anulada) {
            return "anulada";
        }
        if (sustituta() != null) {
            return "rectificada";
        }
        if (pagado().compareTo(total()) >= 0) {
            return "pagada";
        }
        if (pendiente().signum() == 0) {
            return clase == Clase.SUSTITUTA || clase == Clase.CANJE ? "pagada" : "rectificada";
        }
        return pagado().signum() > 0 ? "parcialmente_pagada" : "emitida";
    }

    @Override
    public String toString() {
        return "%s %s %s of %s (retained %s), on %s, paid %s%s"
                .formatted(
                        numero,
                        clase,
                        impuestos.bases,
                        total(),
                        retencion,
                        anteriores.stream().map(otro -> otro.numero).toList(),
                        pagos.values(),
                        anulada ? ", cancelled" : "");
    }
}
