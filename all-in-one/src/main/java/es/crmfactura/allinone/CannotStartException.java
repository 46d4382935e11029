package es.crmfactura.allinone;

/** Why it can't start and what to do about it, in Spanish, for whoever typed the command. */
final class CannotStartException extends RuntimeException {

    CannotStartException(String message) {
        super(message);
    }
}
