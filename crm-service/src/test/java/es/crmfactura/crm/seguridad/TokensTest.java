package es.crmfactura.crm.seguridad;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import es.crmfactura.crm.CrmTest;
import es.crmfactura.crm.OldClient;
import es.crmfactura.testing.HttpCaller.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/** Tokens of an identity provider, which is in this test an address with its public keys. */
@CrmTest
@TestPropertySource(
        properties = {
            "spring.security.oauth2.resourceserver.jwt.audiences=crm-factura",
            "crmfactura.security.roles-claim=realm_access.roles"
        })
class TokensTest {

    private static final RSAKey PROVIDER = key();
    private static final HttpServer KEYS = serve(PROVIDER);

    @Autowired
    private OldClient crm;

    @DynamicPropertySource
    static void provider(DynamicPropertyRegistry registry) {
        registry.add("spring.security.oauth2.resourceserver.jwt.jwk-set-uri", TokensTest::address);
    }

    @AfterAll
    static void stop() {
        KEYS.stop(0);
    }

    @Test
    void aTokenLetsInWithItsHighestRole() throws JOSEException {
        String reader = signed(PROVIDER, claims("lectura"));
        con(reader, "GET", "/api/crm/clientes", "").status(200);
        con(reader, "POST", "/api/crm/clientes", "{}").problem(403, "sin_permiso");
        String administrator = signed(PROVIDER, claims("lectura", "otra", "administracion"));
        con(administrator, "POST", "/api/crm/clientes", "{}").problem(422, "campos_invalidos");
        con(administrator, "GET", "/api/claves", "").status(200);
    }

    @Test
    void aTokenWithoutARoleOfOursIsNoPermission() throws JOSEException {
        con(signed(PROVIDER, claims("ADMIN")), "GET", "/api/crm/clientes", "").problem(403, "sin_permiso");
        con(signed(PROVIDER, base().build()), "GET", "/api/crm/clientes", "").problem(403, "sin_permiso");
    }

    @Test
    void aTokenOfAnotherProviderIsRefused() throws JOSEException {
        con(signed(key(), claims("administracion")), "GET", "/api/crm/clientes", "")
                .problem(401, "no_identificado");
    }

    @Test
    void aTokenForAnotherProgramIsRefused() throws JOSEException {
        String other = signed(
                PROVIDER,
                new JWTClaimsSet.Builder(claims("administracion"))
                        .audience("otro")
                        .build());
        con(other, "GET", "/api/crm/clientes", "").problem(401, "no_identificado");
    }

    @Test
    void aTokenThatHasExpiredIsRefused() throws JOSEException {
        String old = signed(
                PROVIDER,
                new JWTClaimsSet.Builder(claims("administracion"))
                        .expirationTime(at(Duration.ofMinutes(-5)))
                        .build());
        con(old, "GET", "/api/crm/clientes", "").problem(401, "no_identificado");
    }

    @Test
    void aTokenThatNobodyHasSignedIsRefused() {
        con(new PlainJWT(claims("administracion")).serialize(), "GET", "/api/crm/clientes", "")
                .problem(401, "no_identificado");
        con("basura", "GET", "/api/crm/clientes", "").problem(401, "no_identificado");
    }

    @Test
    void whoHasNoTokenIsAskedWhoHeIs() {
        crm.get("/api/crm/clientes").problem(401, "no_identificado");
    }

    private Answer con(String token, String method, String path, String body) {
        return crm.send(method, path, body, "Authorization", "Bearer " + token);
    }

    private static JWTClaimsSet claims(String... roles) {
        return base().claim("realm_access", Map.of("roles", List.of(roles))).build();
    }

    private static JWTClaimsSet.Builder base() {
        return new JWTClaimsSet.Builder()
                .subject("marta")
                .audience("crm-factura")
                .issueTime(at(Duration.ZERO))
                .expirationTime(at(Duration.ofMinutes(5)));
    }

    private static Date at(Duration fromNow) {
        return Date.from(Instant.now().plus(fromNow));
    }

    private static String signed(RSAKey key, JWTClaimsSet claims) throws JOSEException {
        var token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), claims);
        token.sign(new RSASSASigner(key));
        return token.serialize();
    }

    private static RSAKey key() {
        try {
            return new RSAKeyGenerator(2048).keyID("k1").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static HttpServer serve(RSAKey key) {
        byte[] keys = new JWKSet(key.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                exchange.sendResponseHeaders(200, keys.length);
                exchange.getResponseBody().write(keys);
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String address() {
        return "http://127.0.0.1:" + KEYS.getAddress().getPort() + "/keys";
    }
}
