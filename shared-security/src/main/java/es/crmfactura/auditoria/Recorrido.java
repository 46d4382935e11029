package es.crmfactura.auditoria;

import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A way along the chain, from its beginning. */
class Recorrido {

    /** What comes before the first. */
    private static final byte[] NADA = new byte[32];

    private long entradas;
    private long posicion;
    private byte[] huella = NADA;
    private @Nullable Long primeraRota;

    void seguir(Eslabon eslabon) {
        entradas++;
        posicion++;
        if (primeraRota == null && (eslabon.posicion() != posicion || !eslabon.sigue(huella))) {
            primeraRota = posicion;
        }
        huella = eslabon.huella();
    }

    /** @param fin where it is said to end */
    Cadena terminar(long fin, byte[] huellaDelFin, long pendientes) {
        if (primeraRota == null && fin != posicion) {
            primeraRota = Math.min(fin, posicion) + 1;
        } else if (primeraRota == null && !Arrays.equals(huella, huellaDelFin)) {
            primeraRota = posicion;
        }
        return new Cadena(
                primeraRota == null, entradas, pendientes, fin, HexFormat.of().formatHex(huellaDelFin), primeraRota);
    }
}
