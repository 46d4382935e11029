package es.crmfactura.allinone;

/** What is printed once all is ready. */
final class Welcome {

    private static final String TEXT = """

            crm-factura está listo.

              CRM       http://127.0.0.1:%1$d   documentación: http://127.0.0.1:%1$d/docs
              Factura   http://127.0.0.1:%2$d   documentación: http://127.0.0.1:%2$d/docs
              Datos     %3$s   (Ctrl+C detiene todo; los datos se conservan)

            Pruebe, en otra ventana, una factura que se convierte en actividad del CRM:

              curl -s http://127.0.0.1:%2$d/api/facturas -H 'Content-Type: application/json' -d \\
                '{"cliente": {"nombre_completo": "Bar Manolo S.L.", "cif_nif": "B12345674"}, "items": [{"descripcion": "Aceite", "cantidad": 2, "precio": 10.50}]}'

              curl -s 'http://127.0.0.1:%1$d/api/crm/clientes?cif_nif=B12345674'

              curl -s http://127.0.0.1:%1$d/health
            """;

    private Welcome() {}

    static String text(Settings settings) {
        return TEXT.formatted(settings.crmPort(), settings.facturaPort(), settings.data());
    }
}
