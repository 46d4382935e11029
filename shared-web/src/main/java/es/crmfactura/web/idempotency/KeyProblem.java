package es.crmfactura.web.idempotency;

import es.crmfactura.web.Problema;
import org.springframework.http.HttpStatus;

/** What can be wrong with a key. */
abstract class KeyProblem extends Problema {

    private KeyProblem(HttpStatus status, String codigo, String detalle) {
        super(status, codigo, detalle);
    }

    static class Malformed extends KeyProblem {

        Malformed() {
            super(
                    HttpStatus.BAD_REQUEST,
                    "clave_no_valida",
                    "Envíe en Idempotency-Key de 1 a 255 caracteres ASCII visibles, por ejemplo un UUID nuevo.");
        }
    }

    static class NotTaken extends KeyProblem {

        NotTaken() {
            super(
                    HttpStatus.BAD_REQUEST,
                    "clave_no_admitida",
                    "Esta operación muestra un secreto una sola vez y no admite Idempotency-Key: repítala sin esa cabecera.");
        }
    }

    static class Reused extends KeyProblem {

        Reused() {
            super(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "clave_reutilizada",
                    "Esa Idempotency-Key ya se usó para otra solicitud: use una clave nueva para cada operación.");
        }
    }

    static class InFlight extends KeyProblem {

        InFlight() {
            super(
                    HttpStatus.CONFLICT,
                    "peticion_en_curso",
                    "Otra solicitud con esa Idempotency-Key está en curso: repítala dentro de un momento.");
        }
    }
}
