package es.crmfactura.web;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * All query parameters whose names begin with a prefix, as a {@code Map<String, List<String>>} of their values by the rest of
 * their names: for what can be asked although no program knows it beforehand. Those that mean nothing the operation itself has
 * to refuse.
 */
@Documented
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface ConPrefijo {

    String value();
}
