package es.crmfactura.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

class EnlacesTest {

    @AfterEach
    void forget() {
        RequestContextHolder.resetRequestAttributes();
    }

    @Test
    void whatFitsInNoHeaderIsNotSaid() {
        var request = new MockHttpServletRequest("GET", "/cosas");
        request.setQueryString("texto=" + "a".repeat(7_000));
        RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(request));

        assertThat(Enlaces.siguiente("cursor", "x")).isEmpty();
    }

    @Test
    void anEqualsSignThatWasNotEncodedStaysPartOfItsValue() {
        var request = new MockHttpServletRequest("GET", "/cosas");
        request.setQueryString("texto=a=b&vacio&color=%C3%B1&color=c&skip=2");
        RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(request));

        assertThat(Enlaces.siguiente("cursor", "x y"))
                .hasValue("</cosas?texto=a%3Db&vacio&color=%C3%B1&color=c&cursor=x%20y>; rel=\"next\"");
    }
}
