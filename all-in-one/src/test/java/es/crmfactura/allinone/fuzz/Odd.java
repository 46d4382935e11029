package es.crmfactura.allinone.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Values that programs trip over. */
final class Odd {

    /** As they stand in a path or a query. */
    private static final List<String> ENCODED = List.of(
            "%00",
            "a%00b",
            "..",
            "%2e%2e",
            "%2F",
            "..%2F..%2Fetc%2Fpasswd",
            "%5C",
            "%25",
            "%",
            "%zz",
            "%C3%28",
            "%ED%A0%80",
            "%F0%9F%98%80",
            "%C3%B1",
            "%0D%0AX-Otra:%201",
            "%E2%80%AE",
            ";jsessionid=1",
            ";a=b",
            "*",
            "~",
            "a+b",
            "a%20b",
            "%20",
            "%09",
            "'%20or%201=1--",
            "%3Cscript%3Ealert(1)%3C/script%3E",
            "%24%7Bjndi:ldap:x%7D",
            "{id}",
            "<>\"|^`",
            "null",
            "undefined",
            "NaN",
            "true",
            "-1",
            "0",
            "1",
            "00",
            "+1",
            "1.5",
            "1e5",
            "2147483647",
            "2147483648",
            "-2147483649",
            "9223372036854775807",
            "9223372036854775808",
            "1e400",
            "99999999999999999999999999999999999999999999",
            "0x10",
            "%D9%A1",
            "0000-00-00",
            "2026-02-30",
            "9999-12-31",
            "%2B999999999-01-01",
            "-999999999-01-01",
            "2026-01-01T00:00:00Z",
            "00000000-0000-0000-0000-000000000000",
            "ffffffff-ffff-ffff-ffff-ffffffffffff",
            "1-1-1-1-1",
            "a".repeat(300),
            "%C3%B1".repeat(300),
            "9".repeat(3_000));

    /** As they stand in a JSON document. */
    private static final List<String> JSON = List.of(
            "null",
            "true",
            "\"\"",
            "\" \"",
            "\"\\u0000\"",
            "\"a\\u0000b\"",
            "\"\\ud800\"",
            "\"\\udc00\\ud800\"",
            "\"\\u202e\\u0007\\u001b[31m\"",
            "\"\\r\\nX: 1\"",
            "\"\uD83D\uDE00\"",
            "\"'; drop table factura; --\"",
            "\"<script>alert(1)</script>\"",
            "\"=1+1\"",
            "\"" + "ñ".repeat(300) + "\"",
            "\"" + "x".repeat(70_000) + "\"",
            "0",
            "-0",
            "-0.0",
            "0.005",
            "0.0000000000000000000000001",
            "-1",
            "-1500.50",
            "1e400",
            "1e-400",
            "1e100000000",
            "1e-100000000",
            "1e2147483647",
            "1e-2147483647",
            "1E+5",
            "2147483648",
            "9223372036854775808",
            "9999999999.99",
            "1000000000000",
            "999999999999999999999999999999999999999999",
            "0.9999999999999999999999999999999999999999",
            "\"1e400\"",
            "\"12,50\"",
            "\"NaN\"",
            "\"Infinity\"",
            "\"0000-00-00\"",
            "\"9999-12-31\"",
            "\"9999-12-31T23:59:59.999999999Z\"",
            "\"+999999999-01-01\"",
            "\"-999999999-01-01\"",
            "\"+999999999-12-31T23:59:59Z\"",
            "\"0001-01-01\"",
            "\"-4713-01-01\"",
            "\"2026-02-30\"",
            "\"2026-06-01T25:00:00\"",
            "\"2026-06-01T10:00:00+18:00\"",
            "\"1-1-1-1-1\"",
            "\"00000000-0000-0000-0000-000000000000\"",
            "\"a@b\"",
            "\"http://[::1\"",
            "\"file:///etc/passwd\"",
            "[]",
            "[null]",
            "[[]]",
            "{}",
            "{\"a\":{\"b\":{}}}",
            "[".repeat(400) + "]".repeat(400),
            "[".repeat(5_000) + "]".repeat(5_000),
            "[" + "1,".repeat(2_000) + "1]",
            // these are no JSON
            "NaN",
            "-Infinity",
            "01",
            ".5",
            "1.",
            "0x1F",
            "'x'",
            "undefined",
            "\"\\x\"",
            "\"\\ud83\"",
            "\"abierto",
            "");

    private static final List<String> HEADERS = List.of(
            "If-Match: *",
            "If-Match: \"0\"",
            "If-Match: \"99999999999999999999\"",
            "If-Match: W/\"0\"",
            "If-Match: 0",
            "If-Match: \"",
            "If-Match: ",
            "If-Match: \"a\", \"b\"",
            "If-Match: ñ",
            "If-None-Match: *",
            "If-None-Match: \"0\"",
            "If-Modified-Since: ayer",
            "If-Unmodified-Since: Thu, 01 Jan 1970 00:00:00 GMT",
            "Idempotency-Key: ",
            "Idempotency-Key: ñ",
            "Idempotency-Key: \"a\"",
            "Idempotency-Key: " + "k".repeat(300),
            "Idempotency-Key: a\u0001b",
            "Idempotency-Key: una",
            "Accept: application/json",
            "Accept: text/html",
            "Accept: application/xml",
            "Accept: */*;q=0",
            "Accept: text/csv, application/pdf;q=0.5",
            "Accept: text/event-stream",
            "Accept: /",
            "Accept: ;;;",
            "Accept: application/json;q=2",
            "Accept: application/json;version=ñ",
            "Accept-Language: xx-YY, ;q=x",
            "Accept-Language: " + "a".repeat(500),
            "Accept-Encoding: gzip, br;q=0",
            "Accept-Encoding: *;q=0",
            "Accept-Charset: utf-77",
            "Range: bytes=0-0",
            "Range: bytes=5-1",
            "Range: bytes=-1",
            "Range: bytes=999999999999-",
            "Range: bytes=0-1,0-1,0-1,0-1",
            "Range: lineas=1",
            "Range: ñ",
            "Content-Encoding: gzip",
            "Content-Language: ñ",
            "Expect: 100-continue",
            "Expect: 200-nada",
            "Cookie: ;;=;a",
            "Origin: null",
            "Origin: https://otra.example",
            "Authorization: Basic ñ",
            "Forwarded: for=\"[::1]\";host=malo.example",
            "X-Forwarded-Host: malo.example",
            "X-Forwarded-Proto: javascript",
            "X-HTTP-Method-Override: DELETE",
            "traceparent: 00-x-y-z",
            "traceparent: 00-" + "f".repeat(32) + "-" + "f".repeat(16) + "-ff",
            "tracestate: =",
            "baggage: a=b;c=d,,,",
            "Last-Event-ID: \u0001",
            "Upgrade: h2c",
            "Content-Length: abc",
            "Transfer-Encoding: nada",
            "Host: ",
            "Host: otra",
            "Sin dos puntos",
            "X-Larga: " + "l".repeat(9_000));

    private static final List<String> TYPES = List.of(
            "",
            "text/plain",
            "text/html",
            "application/xml",
            "application/json;charset=utf-16",
            "application/json;charset=utf-77",
            "application/json;charset=\"",
            "application/json, text/csv",
            "application/merge-patch+json",
            "application/x-ndjson",
            "application/x-www-form-urlencoded",
            "multipart/form-data",
            "multipart/form-data; boundary=x",
            "text/csv",
            "text/csv;charset=utf-16",
            "image/png",
            "image/*",
            "*/*",
            "json",
            "a/b/c",
            "ñ/ñ");

    private static final List<String> METHODS = List.of(
            "HEAD",
            "OPTIONS",
            "TRACE",
            "PATCH",
            "PUT",
            "DELETE",
            "POST",
            "GET",
            "PROPFIND",
            "CONNECT",
            "get",
            "G\u0001T",
            "X".repeat(100));

    private static final List<String> TARGETS = List.of(
            "/",
            "//",
            "*",
            "/*",
            "/%00",
            "/..",
            "/../..",
            "/%2e%2e/%2e%2e/etc/passwd",
            "/api/..;/actuator/env",
            "/api//facturas",
            "/api/facturas/",
            "/api/facturas.json",
            "/api/facturas;a=b",
            "/API/FACTURAS",
            "/api/facturas/%2F",
            "/api/facturas%2Flotes",
            "/api/facturas?%",
            "/api/facturas?%zz=1",
            "/api/facturas?=",
            "/api/facturas?&&&",
            "/api/facturas?a[]=1",
            "/api/facturas?limit=1#fragmento",
            "/api/crm/clientes?limit=1&limit=2",
            "/api/crm/clientes/%ED%A0%80",
            "/actuator",
            "/actuator/env",
            "/actuator/heapdump",
            "/actuator/health/x",
            "/error",
            "/favicon.ico",
            "/docs",
            "/docs/../api",
            "/openapi.json?group=x",
            "/openapi.yaml",
            "/webjars/x",
            "/eventos/asyncapi.json",
            "/eventos/../application.yml",
            "/WEB-INF/web.xml",
            "/META-INF/",
            "/\\",
            "/a b",
            "/ñ",
            "api",
            "http://otra.example/api/facturas",
            "http://[::1/",
            "/" + "a".repeat(5_000),
            "/" + "a".repeat(9_000),
            "/" + "a/".repeat(2_000),
            "");

    private final Random random;

    Odd(Random random) {
        this.random = random;
    }

    String encoded() {
        return one(ENCODED);
    }

    String json() {
        return one(JSON);
    }

    String header() {
        return one(HEADERS);
    }

    String mediaType() {
        return one(TYPES);
    }

    String method() {
        return one(METHODS);
    }

    String target() {
        return one(TARGETS);
    }

    /** The same bytes with some changed, added or taken away. */
    byte[] bytes(byte[] given) {
        int at = random.nextInt(given.length + 1);
        byte[] head = Arrays.copyOf(given, at);
        byte[] tail = Arrays.copyOfRange(given, Math.min(given.length, at + random.nextInt(3)), given.length);
        return switch (random.nextInt(8)) {
            case 0 -> new byte[0];
            case 1 -> head;
            case 2 -> joined(head, new byte[] {(byte) random.nextInt(256)}, tail);
            case 3 -> joined(head, new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80}, tail);
            case 4 -> joined(head, json().getBytes(UTF_8), tail);
            case 5 -> joined(head, ",;\"\r\n\u0000".substring(random.nextInt(6)).getBytes(ISO_8859_1), tail);
            case 6 -> joined(new byte[] {(byte) 0xff, (byte) 0xfe}, given, given);
            default -> joined(head, given, tail);
        };
    }

    private static byte[] joined(byte[] one, byte[] two, byte[] three) {
        byte[] all = Arrays.copyOf(one, one.length + two.length + three.length);
        System.arraycopy(two, 0, all, one.length, two.length);
        System.arraycopy(three, 0, all, one.length + two.length, three.length);
        return all;
    }

    private String one(List<String> values) {
        return values.get(random.nextInt(values.size()));
    }
}
