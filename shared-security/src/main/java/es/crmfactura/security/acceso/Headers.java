package es.crmfactura.security.acceso;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.header.writers.ContentSecurityPolicyHeaderWriter;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.DelegatingRequestMatcherHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** What browsers are told, besides what Spring Security tells them. */
final class Headers {

    /** Answers are data: nothing in them is to be run or shown as a page. */
    private static final String DATA = "default-src 'none'; frame-ancestors 'none'";

    /** The documentation: scripts and requests of our own, no script in the page itself; its styles are in it. */
    private static final String PAGES = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
            + " img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private Headers() {}

    static void of(HttpSecurity http) {
        RequestMatcher pages = Headers::isPage;
        http.headers(headers -> headers.addHeaderWriter(
                        new DelegatingRequestMatcherHeaderWriter(pages, new ContentSecurityPolicyHeaderWriter(PAGES)))
                .addHeaderWriter(new DelegatingRequestMatcherHeaderWriter(
                        request -> !isPage(request), new ContentSecurityPolicyHeaderWriter(DATA)))
                .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER))
                .crossOriginOpenerPolicy(policy -> policy.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
                .crossOriginResourcePolicy(policy -> policy.policy(CrossOriginResourcePolicy.SAME_ORIGIN))
                .permissionsPolicyHeader(policy -> policy.policy("camera=(), geolocation=(), microphone=()")));
    }

    private static boolean isPage(HttpServletRequest request) {
        return request.getServletPath().startsWith("/swagger-ui/");
    }
}
