package cliente;

import static org.awaitility.Awaitility.await;

import crm.ApiClient;
import crm.api.ActividadesApi;
import crm.api.AgendaApi;
import crm.api.AparcadosApi;
import crm.api.AuditoriaApi;
import crm.api.CamposApi;
import crm.api.ClavesApi;
import crm.api.ClientesApi;
import crm.api.ContactosApi;
import crm.api.DuplicadosApi;
import crm.api.EventosApi;
import crm.api.ExportacionesApi;
import crm.api.ImportacionesApi;
import crm.api.OportunidadesApi;
import crm.api.PrivacidadApi;
import crm.api.ReconstruccionesApi;
import crm.api.ResumenApi;
import crm.api.ServicioApi;
import crm.api.WebhooksApi;
import crm.modelo.*;
import factura.api.BorradoresApi;
import factura.api.CorreoApi;
import factura.api.DocumentosApi;
import factura.api.EmisorApi;
import factura.api.FacturasApi;
import factura.api.LotesApi;
import factura.api.PagosApi;
import factura.api.RecordatoriosApi;
import factura.api.RectificativasApi;
import factura.api.RecurrentesApi;
import factura.api.ReportesApi;
import factura.api.SeriesApi;
import factura.api.VerifactuApi;
import factura.modelo.Factura.EstadoEnum;
import factura.modelo.LineaNueva.ExencionEnum;
import factura.modelo.NuevaFactura.SerieEnum;
import factura.modelo.NuevaRecurrente.PeriodicidadEnum;
import factura.modelo.NuevaRectificativa.TipoEnum;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.imageio.ImageIO;

/** Creates, changes and reads everything, through generated clients alone. Ends with an exception where that can't be done. */
public class Recorrido {

    private final ApiClient crm = new ApiClient();
    private final factura.ApiClient factura = new factura.ApiClient();

    private Recorrido(String crm, String factura) {
        this.crm.updateBaseUri(crm);
        this.factura.updateBaseUri(factura);
    }

    public static void main(String[] servicios) throws Exception {
        var recorrido = new Recorrido(servicios[0], servicios[1]);
        recorrido.servicio();
        recorrido.clientes();
        recorrido.campos();
        recorrido.privacidad();
        recorrido.ficheros();
        recorrido.facturas();
        recorrido.claves();
        recorrido.webhooks();
        recorrido.webhooksDeFactura();
        recorrido.eventos();
        recorrido.eventosDeFactura();
        recorrido.aparcados();
        recorrido.aparcadosDeFactura();
        recorrido.reconstrucciones();
        recorrido.auditoria();
    }

    private void servicio() throws Exception {
        var servicio = new ServicioApi(crm);
        exigir(servicio.servicioHealth().getStatus().equals("healthy"), "está sano");
        exigir(servicio.servicioRaiz().getStatus().equals("ok"), "saluda");
        exigir(servicio.servicioVersion().getName().equals("crm-service"), "dice quién es");
    }

    private void clientes() throws Exception {
        var clientes = new ClientesApi(crm);
        String email = UUID.randomUUID() + "@example.org";
        Cliente cliente = clientes.clientesCrear(new NuevoCliente()
                .nombreCompleto("Talleres Muñoz")
                .email(email)
                .creditoDisponible(new BigDecimal("1500.50"))
                .addContactosItem(new NuevoContacto().tipo(NuevoContacto.TipoEnum.TELEFONO).valor("600111222")),
                UUID.randomUUID().toString());
        String id = cliente.getId().toString();
        exigir(cliente.getContactos().size() == 1, "el contacto inicial está");

        exigir(clientes.clientesUno(id).getEmail().equals(email), "se lee");
        exigir(clientes.clientesPorEmail(email).getId().equals(cliente.getId()), "se encuentra por email");
        exigir(clientes.clientesListar(0, 10, null, null, null, email, null, null).getTotal() == 1, "se lista");

        String etag = '"' + cliente.getVersion().toString() + '"';
        Cliente cambiado = clientes.clientesCambiarConPatch(id, new DatosDeClienteParcial().segmento("pyme"), etag);
        exigir(cambiado.getSegmento().equals("pyme"), "cambia");
        exigir(cambiado.getEmail().equals(email), "lo que no se envía no cambia");

        cambiado = clientes.clientesCambiar(id, new DatosDeClienteParcial().segmento("gran cuenta"), null);
        exigir(cambiado.getSegmento().equals("gran cuenta"), "y con PUT");

        contactos(id);
        actividades(id);
        oportunidades(id);
        exigir(clientes.clientesFicha(id).getCliente().getId().equals(cliente.getId()), "la ficha se lee");
        duplicados(id);
        clientes.clientesEliminar(id, null);
        exigirCodigo(404, () -> clientes.clientesUno(id));
    }

    private void campos() throws Exception {
        var campos = new CamposApi(crm);
        var clientes = new ClientesApi(crm);
        campos.camposDefinir(
                new DatosDeCampo()
                        .nombre("color")
                        .etiqueta("Color")
                        .tipo(DatosDeCampo.TipoEnum.OPCION)
                        .opciones(List.of("rojo")),
                null);
        campos.camposCambiar("color", new DatosDeCampoParcial().opciones(List.of("rojo", "azul")), null);
        exigir(campos.camposUno("color").getOpciones().size() == 2, "las opciones se amplían");
        exigir(campos.camposListar().size() == 1, "los campos se listan");

        var nuevo = new NuevoCliente().nombreCompleto("De color").campos(Map.of("color", "azul"));
        Cliente cliente = clientes.clientesCrear(nuevo, null);
        exigir(cliente.getCampos().equals(Map.of("color", "azul")), "un cliente los lleva");
        var azules = Map.of("campo.color", "azul");
        exigir(clientes.clientesListar(0, 10, null, null, null, null, null, azules).getTotal() == 1, "se busca por ellos");
        exigirCodigo(409, () -> campos.camposEliminar("color", false, null));
        campos.camposEliminar("color", true, null);
        exigir(clientes.clientesUno(cliente.getId().toString()).getCampos().isEmpty(), "se borran");
    }

    private void duplicados(String cliente) throws Exception {
        var clientes = new ClientesApi(crm);
        var duplicados = new DuplicadosApi(crm);
        var repetido = new NuevoCliente()
                .nombreCompleto("Taller Muñoz")
                .addContactosItem(new NuevoContacto().tipo(NuevoContacto.TipoEnum.MOVIL).valor("+34 600 111 222"));
        exigirCodigo(409, () -> clientes.clientesCrear(repetido, null));
        Cliente otro = clientes.clientesCrear(repetido.confirmarDuplicado(true), null);
        exigir(duplicados.duplicadosListar(0, 100).getTotal() > 0, "los parecidos se listan");
        Cliente uno = duplicados.duplicadosFusionar(cliente, new Fusion().clienteId(otro.getId()), null, null);
        exigir(uno.getId().toString().equals(cliente), "dos clientes se hacen uno");
    }

    private void privacidad() throws Exception {
        var privacidad = new PrivacidadApi(crm);
        String nombre = "Cliente " + UUID.randomUUID();
        String id = new ClientesApi(crm)
                .clientesCrear(new NuevoCliente().nombreCompleto(nombre), null)
                .getId()
                .toString();
        DatosPersonales copia = privacidad.privacidadExportar(id);
        exigir(copia.getCliente().get("nombre_completo").equals(nombre), "se entrega copia de lo que hay");
        var peticion = new PeticionDeSupresion().motivo("Solicitud del interesado");
        var certificado = privacidad.privacidadSuprimir(id, peticion, null, null);
        exigir(certificado.getSuprimido().get(0).getFilas() == 1, "se certifica la supresión");
        exigirCodigo(404, () -> privacidad.privacidadExportar(id));
    }

    private void contactos(String cliente) throws Exception {
        var contactos = new ContactosApi(crm);
        contactos.contactosAnadir(
                cliente, new NuevoContacto().tipo(NuevoContacto.TipoEnum.EMAIL).valor("ana@example.org").nombre("Ana"), null);
        exigir(contactos.contactosListar(cliente).size() == 2, "los contactos se listan");
    }

    private void actividades(String cliente) throws Exception {
        var actividades = new ActividadesApi(crm);
        Actividad nota = actividades.actividadesAnotar(
                cliente, new NuevaActividad().tipo(NuevaActividad.TipoEnum.NOTA).titulo("Primera"), null);
        List<Actividad> notas = actividades.actividadesListar(
                cliente, List.of("nota"), "manual", false, null, null, "primera", 0, 20, null);
        exigir(notas.get(0).getId().equals(nota.getId()), "las actividades se listan");

        String id = nota.getId().toString();
        exigir(actividades.actividadesCompletar(id, null, null).getCompletada(), "se completa");
        exigir(!actividades.actividadesReabrir(id, null, null).getCompletada(), "se reabre");
        var nueva = new Reprogramacion().fecha(OffsetDateTime.now().plusDays(1));
        exigir(actividades.actividadesReprogramar(id, nueva, null, null).getFecha().isAfter(OffsetDateTime.now()), "se aplaza");
        actividades.actividadesCambiar(id, new NuevaActividadParcial().responsable(cliente), null);
        actividades.actividadesCambiarConPatch(id, new NuevaActividadParcial().notas("n"), null);
        exigir(actividades.actividadesUna(id).getResponsable().equals(cliente), "se corrige");

        var agenda = new AgendaApi(crm);
        exigir(agenda.agendaVer(cliente, null).getHoy().getTotal() == 0, "la agenda se lee");
        exigir(!agenda.agendaResponsables().isEmpty(), "y la de cada responsable");
        actividades.actividadesEliminar(id, null);
        exigirCodigo(404, () -> actividades.actividadesUna(id));
    }

    private void oportunidades(String cliente) throws Exception {
        var oportunidades = new OportunidadesApi(crm);
        Oportunidad nueva = oportunidades.oportunidadesCrear(
                cliente,
                new DatosDeOportunidad()
                        .titulo("Elevador")
                        .valorEstimado(new BigDecimal("1000"))
                        .addProductosItem(Map.of("nombre", "Elevador", "cantidad", 1, "precio", 1000)),
                null);
        String id = nueva.getId().toString();
        exigir(oportunidades.oportunidadesListarDeCliente(cliente, null).size() == 1, "las abiertas se listan");
        oportunidades.oportunidadesCambiar(
                id, new DatosDeOportunidadParcial().estado(DatosDeOportunidadParcial.EstadoEnum.NEGOCIACION), null);
        oportunidades.oportunidadesCambiarConPatch(
                id, new DatosDeOportunidadParcial().estado(DatosDeOportunidadParcial.EstadoEnum.GANADA), null);
        oportunidades.oportunidadesFacturar(id, null);
        exigir(oportunidades.oportunidadesUna(id).getFechaFacturacion() != null, "se entrega a la facturación");
        exigir(oportunidades.oportunidadesHistorial(id, 20).size() == 4, "queda su historial");
        exigir(oportunidades.oportunidadesListar(0, 10, null, nueva.getClienteId(), null, null, null, null).getTotal() == 1, "se busca");
        exigir(oportunidades.oportunidadesTablero(5).getColumnas().size() == 6, "el tablero se lee");
        exigir(oportunidades.oportunidadesPrevision(6).getMeses().size() == 6, "la previsión se lee");
        oportunidades.oportunidadesReabrir(id, null, null, null);
        exigir(new ResumenApi(crm).resumenResumen().getTotalClientes() > 0, "el resumen se lee");
        oportunidades.oportunidadesEliminar(id, null);
    }

    private void ficheros() throws Exception {
        var importaciones = new ImportacionesApi(crm);
        String nombre = "Cliente " + UUID.randomUUID();
        String csv = "nombre;segmento\n" + nombre + ";importado\n;importado\n";
        String id = importaciones
                .importacionesRecibir("clientes", csv, false, UUID.randomUUID().toString())
                .getId()
                .toString();
        await().atMost(Duration.ofSeconds(30)).until(() -> importaciones.importacionesUna(id).getFechaFin() != null);
        exigir(importaciones.importacionesUna(id).getCreadas() == 1, "se importa");
        exigir(importaciones.importacionesListar(0, 1).getTotal() > 0, "las importaciones se listan");
        String rechazadas = Files.readString(importaciones.importacionesRechazadas(id).toPath());
        exigir(rechazadas.contains("nombre_completo no debe estar vacío"), "se dice por qué se rechaza");
        importaciones.importacionesEliminar(id);
        exigirCodigo(404, () -> importaciones.importacionesUna(id));

        var exportaciones = new ExportacionesApi(crm);
        String clientes = Files.readString(exportaciones.exportacionesClientes(";").toPath());
        exigir(clientes.contains(nombre), "se exporta");
        exigir(exportaciones.exportacionesContactos(null).length() > 0, "los contactos se exportan");
    }

    private void facturas() throws Exception {
        var facturas = new FacturasApi(factura);
        var emitida = facturas.facturasEmitir(new factura.modelo.NuevaFactura()
                .cliente(new factura.modelo.ClienteDeFactura().nombreCompleto("Bar Manolo").cifNif("B12345674"))
                .addItemsItem(new factura.modelo.LineaNueva()
                        .descripcion("Aceite")
                        .cantidad(new BigDecimal("2"))
                        .precio(new BigDecimal("10.50"))),
                null);
        String id = emitida.getId().toString();
        exigir(facturas.facturasUna(id).getTotal().compareTo(new BigDecimal("25.41")) == 0, "la factura se lee");
        var pagos = new PagosApi(factura);
        var pago = pagos.pagosRegistrar(id, new factura.modelo.NuevoPago().importe(new BigDecimal("25.41")), null);
        exigir(pagos.pagosDeFactura(id).size() == 1, "los pagos se leen");
        exigir(pagos.pagosTodos(0, 10).getTotal() > 0, "también los de todas");
        exigir(facturas.facturasConNumero(emitida.getNumero()).getId().equals(emitida.getId()), "se lee por su número");
        exigir(facturas.facturasLista(0, 10, null, null, null, null, null, null, null).getTotal() > 0, "las facturas se listan");
        var sinFondos = new factura.modelo.Devolucion().motivo("Sin fondos");
        exigir(pagos.pagosDevolver(pago.getId().toString(), null, sinFondos).getDevuelto(), "un pago se devuelve");
        var anulada = facturas.facturasAnular(id, new factura.modelo.Anulacion().motivo("Emitida dos veces"), null, null);
        exigir(anulada.getEstado() == EstadoEnum.ANULADA, "y una factura sin pagos se anula");
        exigir(new factura.api.ClientesApi(factura).clientesLista(0, 10) != null, "el directorio se lee");
        var emisores = new EmisorApi(factura);
        var emisor = emisores.emisorEmisor();
        exigir(emisores.emisorGuardar(emisor).equals(emisor), "el emisor se guarda");
        impuestos();
        borradores();
        rectificativas();
        documentos();
        recurrentes();
        lotes();
        reportes();
    }

    private void impuestos() throws Exception {
        var exenta = new FacturasApi(factura).facturasEmitir(new factura.modelo.NuevaFactura()
                .cliente(new factura.modelo.ClienteDeFactura().nombreCompleto("Bar Manolo").cifNif("B12345674"))
                .retencionIrpf(new BigDecimal("15"))
                .addItemsItem(new factura.modelo.LineaNueva()
                        .descripcion("Curso")
                        .cantidad(BigDecimal.ONE)
                        .precio(new BigDecimal("100"))
                        .exencion(ExencionEnum.E1)),
                null);
        exigir(exenta.getMenciones().get(0).contains("artículo 20"), "de lo exento se dice por qué");
        exigir(exenta.getTotal().compareTo(new BigDecimal("85")) == 0, "lo que se retiene no se debe");
    }

    private void borradores() throws Exception {
        var facturas = new FacturasApi(factura);
        var borradores = new BorradoresApi(factura);
        var borrador = facturas.facturasEmitir(unBorrador("10.50"), null);
        String id = borrador.getId().toString();
        exigir(borrador.getNumero() == null, "un borrador no tiene número");
        String etag = '"' + borrador.getVersion().toString() + '"';
        borradores.borradoresReemplazar(id, unBorrador("20.00"), etag);
        exigir(facturas.facturasUna(id).getTotal().compareTo(new BigDecimal("24.20")) == 0, "el borrador cambia");
        exigir(borradores.borradoresEmitir(id, null, null).getNumero() != null, "y se emite");
        String otro = facturas.facturasEmitir(unBorrador("1"), null).getId().toString();
        borradores.borradoresEliminar(otro, null);
    }

    private void rectificativas() throws Exception {
        var facturas = new FacturasApi(factura);
        var rectificativas = new RectificativasApi(factura);
        String id = facturas.facturasEmitir(unaFactura(), null).getId().toString();
        var devolucion = new factura.modelo.NuevaRectificativa()
                .tipo(TipoEnum.DIFERENCIAS)
                .motivo("Devuelve todo")
                .todo(true);
        var rectificativa = rectificativas.rectificativasRectificar(id, devolucion, null);
        exigir(rectificativa.getTotal().signum() < 0, "una factura se rectifica");
        exigir(facturas.facturasUna(id).getPendiente().signum() == 0, "y ya no se debe");
        String simplificada = facturas.facturasEmitir(
                        unaFactura().serie(SerieEnum.SIM), null)
                .getNumero();
        var canje = new factura.modelo.NuevoCanje()
                .addFacturasItem(simplificada)
                .cliente(new factura.modelo.ClienteDeFactura().nombreCompleto("Bar Manolo").cifNif("B12345674"));
        exigir(rectificativas.rectificativasCanjear(canje, null).getNumero().startsWith("FAC"), "una simplificada se canjea");
        exigir(new RecordatoriosApi(factura).recordatoriosLista(null, null, 0, 10) != null, "los recordatorios se leen");
        var verifactu = new VerifactuApi(factura);
        exigir(leido(verifactu.verifactuRegistro(id)).contains("Huella"), "el registro se lee");
        exigir(verifactu.verifactuCadena().getIntegra(), "y la cadena está entera");
        exigir(verifactu.verifactuEstado().getPendientes() > 0, "los registros esperan");
        var registro = verifactu.verifactuRegistros(0, 1, null).getRegistros().get(0);
        seNiega(409, () -> verifactu.verifactuSubsanar(registro.getId().toString(), null, null));
    }

    private void documentos() throws Exception {
        String id = new FacturasApi(factura).facturasEmitir(unaFactura(), null).getId().toString();
        var documentos = new DocumentosApi(factura);
        exigir(Files.size(documentos.documentosPdf(id, null).toPath()) > 1000, "hay PDF");
        var qr = documentos.documentosPng(id);
        exigir(Files.size(qr.toPath()) > 100, "y QR");
        exigir(leido(documentos.documentosSvg(id)).contains("<svg"), "también en SVG");
        exigir(leido(documentos.documentosFacturae(id, "Calle Mayor 1, 28013 Madrid")).contains("Facturae"), "y Facturae");
        var logotipos = new EmisorApi(factura);
        // this generator writes a picture as JSON, which is none: so it is refused, and there is none to read
        seNiega(422, () -> logotipos.emisorGuardarLogo(unaImagen()));
        seNiega(404, () -> logotipos.emisorLogo());
        logotipos.emisorQuitarLogo();
        var correo = new CorreoApi(factura);
        var envio = new factura.modelo.NuevoEnvio().para("manolo@example.com");
        seNiega(409, () -> correo.correoEnviar(id, null, envio));
        exigir(correo.correoEnvios(id).isEmpty(), "los envíos se listan");
    }

    private void recurrentes() throws Exception {
        var recurrentes = new RecurrentesApi(factura);
        var nueva = new factura.modelo.NuevaRecurrente()
                .periodicidad(PeriodicidadEnum.MENSUAL)
                .inicio(LocalDate.now().plusMonths(1))
                .factura(unaFactura());
        String id = recurrentes.recurrentesCrear(nueva, null).getId().toString();
        exigir(recurrentes.recurrentesUna(id).getProxima() != null, "una recurrente dice cuándo es la próxima");
        recurrentes.recurrentesReemplazar(id, nueva.dia(31), null);
        recurrentes.recurrentesPausar(id, null, null);
        exigir(recurrentes.recurrentesUna(id).getProxima() == null, "en pausa no la hay");
        recurrentes.recurrentesReanudar(id, null, null);
        exigir(recurrentes.recurrentesLista(0, 10).getTotal() > 0, "se listan");
        recurrentes.recurrentesEliminar(id, null);
    }

    private void lotes() throws Exception {
        var lotes = new LotesApi(factura);
        String id = lotes.lotesRecibir(List.of(unaFactura(), unaFactura()), null, null, true, null).getId().toString();
        await().atMost(Duration.ofSeconds(60)).until(() -> lotes.lotesUno(id).getFechaFin() != null);
        exigir(lotes.lotesFacturas(id, 0, 10).getTotal() == 2, "un lote se emite");
        exigir(lotes.lotesRechazadas(id, 0, 10).getTotal() == 0, "sin rechazadas");
        exigir(leido(lotes.lotesProgreso(id)).contains("fin"), "su progreso se sigue");
        exigir(lotes.lotesLista(0, 10).getTotal() > 0, "se listan");
        seNiega(409, () -> lotes.lotesPausar(id, null));
        seNiega(409, () -> lotes.lotesReanudar(id, null));
        seNiega(409, () -> lotes.lotesCancelar(id, null));
    }

    private void reportes() throws Exception {
        exigir(!new SeriesApi(factura).seriesTodas().isEmpty(), "las series se leen");
        var reportes = new ReportesApi(factura);
        int anyo = LocalDate.now().getYear();
        exigir(!reportes.reportesVentas("serie", null, null, null).getFilas().isEmpty(), "hay ventas");
        exigir(reportes.reportesClientes(null, null, 0, 10, null).getTotal() > 0, "de unos clientes");
        exigir(reportes.reportesPendientes(null, 0, 10, null).getTodo().getFacturas() > 0, "que deben algo");
        exigir(reportes.reportesPrevision(6, null).getMeses().size() == 6, "y se espera que paguen");
        exigir(!reportes.reportesIva(anyo, 1, null).getLineas().isEmpty(), "el IVA se lee");
        exigir(reportes.reportesModelo347(anyo, 0, 10, null).getResumen().getFacturado().signum() > 0, "y el 347");
        exigir(reportes.reportesLibroRegistro(null, null, 0, 10, null).getTotal() > 0, "y el libro registro");
    }

    private interface Negada {
        void enviar() throws factura.ApiException, IOException;
    }

    private static void seNiega(int codigo, Negada peticion) throws IOException {
        try {
            peticion.enviar();
        } catch (factura.ApiException e) {
            exigir(e.getCode() == codigo, "se niega con " + codigo + ", y no con " + e.getCode());
            return;
        }
        throw new IllegalStateException("no se niega");
    }

    private static File unaImagen() throws IOException {
        File imagen = File.createTempFile("logotipo", ".png");
        ImageIO.write(new BufferedImage(200, 50, BufferedImage.TYPE_INT_RGB), "png", imagen);
        return imagen;
    }

    private static String leido(File fichero) throws IOException {
        return Files.readString(fichero.toPath());
    }

    private static factura.modelo.NuevaFactura unaFactura() {
        return unBorrador("10.50").borrador(false);
    }

    private static factura.modelo.NuevaFactura unBorrador(String precio) {
        return new factura.modelo.NuevaFactura()
                .borrador(true)
                .cliente(new factura.modelo.ClienteDeFactura().nombreCompleto("Bar Manolo").cifNif("B12345674"))
                .addItemsItem(new factura.modelo.LineaNueva()
                        .descripcion("Aceite")
                        .cantidad(BigDecimal.ONE)
                        .precio(new BigDecimal(precio)));
    }

    private void claves() throws Exception {
        var claves = new ClavesApi(crm);
        var creada = claves.clavesCrear(new NuevaClave()
                .nombre("Tienda en línea")
                .rol(NuevaClave.RolEnum.ESCRITURA)
                .ambitos(List.of("/api/crm/clientes"))
                .porSegundo(20));
        String id = creada.getClave().getId().toString();
        exigir(creada.getSecreta().startsWith("crmf_"), "la clave se muestra");
        exigir(claves.clavesListar(0, 10).getTotal() == 1, "las claves se listan");
        exigir(!claves.clavesRotar(id, 1).getSecreta().equals(creada.getSecreta()), "se cambia por otra");
        claves.clavesRevocar(id);
        exigir(claves.clavesUna(id).getRevocadaEn() != null, "se revoca");
    }

    private void webhooks() throws Exception {
        var webhooks = new WebhooksApi(crm);
        var creado = webhooks.webhooksCrear(
                new DatosDeWebhook()
                        .url("https://receptor.invalid/avisos")
                        .addTiposItem("es.crmfactura.ClienteCreado.v1"),
                UUID.randomUUID().toString());
        exigir(creado.getSecreto().startsWith("whsec_"), "se define un webhook");
        String id = creado.getWebhook().getId().toString();
        exigir(webhooks.webhooksListar(0, 10).getTotal() == 1, "los webhooks se listan");
        String etag = '"' + creado.getWebhook().getVersion().toString() + '"';
        webhooks.webhooksCambiar(id, new DatosDeWebhookParcial().descripcion("Avisos"), etag);
        exigir(webhooks.webhooksUno(id).getDescripcion().equals("Avisos"), "cambia");
        exigir(!webhooks.webhooksRotar(id, null).getSecreto().equals(creado.getSecreto()), "se cambia su secreto");

        var prueba = webhooks.webhooksProbar(id, null);
        String entrega = prueba.getEntrega().getId().toString();
        exigir(webhooks.webhooksEntregas(id, 0, 10, null).getTotal() == 1, "sus entregas se listan");
        exigir(webhooks.webhooksEntrega(id, entrega).getCuerpo().contains("webhook.prueba"), "se ve lo que se envía");
        webhooks.webhooksReenviar(id, entrega, null);
        webhooks.webhooksEliminar(id, null);
        exigirCodigo(404, () -> webhooks.webhooksUno(id));
    }

    private void webhooksDeFactura() throws Exception {
        var webhooks = new factura.api.WebhooksApi(factura);
        var creado = webhooks.webhooksCrear(
                new factura.modelo.DatosDeWebhook()
                        .url("https://receptor.invalid/avisos")
                        .addTiposItem("es.crmfactura.FacturaEmitida.v1"),
                null);
        String id = creado.getWebhook().getId().toString();
        webhooks.webhooksCambiar(id, new factura.modelo.DatosDeWebhookParcial().activo(false), null);
        exigir(!webhooks.webhooksUno(id).getActivo(), "la facturación también tiene webhooks");
        webhooks.webhooksEliminar(id, null);
        exigir(webhooks.webhooksListar(0, 10).getTotal() == 0, "se eliminan");
    }

    private void eventos() throws Exception {
        var eventos = new EventosApi(crm);
        exigir(eventos.eventosConciliacion().getFlujos().size() == 2, "se ve un flujo en cada sentido");
        var reenvio = eventos.eventosReenviar(
                new NuevoReenvio()
                        .pedidoPor("recorrido")
                        .motivo("por probar")
                        .tipo("es.crmfactura.ClienteCreado.v1"),
                null);
        String id = reenvio.getId().toString();
        exigir(eventos.eventosReenvio(id).getMotivo().equals("por probar"), "se ve un reenvío");
        exigirCodigo(404, () -> eventos.eventosUno(UUID.randomUUID().toString()));
    }

    private void eventosDeFactura() throws Exception {
        var eventos = new factura.api.EventosApi(factura);
        exigir(eventos.eventosConciliacion().getFlujos().get(0).getPublica().equals("factura"), "también en facturación");
        var reenvio = eventos.eventosReenviar(
                new factura.modelo.NuevoReenvio()
                        .pedidoPor("recorrido")
                        .motivo("por probar")
                        .tipo("es.crmfactura.FacturaEmitida.v1"),
                null);
        eventos.eventosReenvio(reenvio.getId().toString());
        try {
            eventos.eventosUno(UUID.randomUUID().toString());
            throw new IllegalStateException("no lo conoce nadie");
        } catch (factura.ApiException e) {
            exigir(e.getCode() == 404, "un evento desconocido");
        }
    }

    private void auditoria() throws Exception {
        var auditoria = new AuditoriaApi(crm);
        exigir(
                auditoria.auditoriaListar(null, "cliente", null, null, null, 0, 10).getTotal() > 0,
                "se ve quién hizo qué");
        exigir(auditoria.auditoriaCadena().getIntegra(), "y que nadie lo ha cambiado");
        auditoria.auditoriaExportar(1L);
        var deFactura = new factura.api.AuditoriaApi(factura);
        exigir(
                deFactura
                                .auditoriaListar(null, "factura", null, null, null, 0, 10)
                                .getTotal()
                        > 0,
                "también en facturación");
        exigir(deFactura.auditoriaCadena().getIntegra(), "y su cadena");
    }

    private void aparcados() throws Exception {
        var aparcados = new AparcadosApi(crm);
        var orden = new OrdenSobreAparcados().quien("recorrido").motivo("por probar");
        exigir(aparcados.aparcadosListar(null, null, 0, 10).getTotal() == 0, "no hay nada aparcado");
        exigir(aparcados.aparcadosReintentarTodos(orden, null, null, null).getAplicados() == 0, "ni que reintentar");
        exigir(aparcados.aparcadosDecisiones(null, 0, 10).getTotal() == 0, "ni se ha decidido nada");
        exigirCodigo(404, () -> aparcados.aparcadosObtener("1"));
        exigirCodigo(404, () -> aparcados.aparcadosReintentar("1", orden, null));
        exigirCodigo(404, () -> aparcados.aparcadosDescartar("1", orden, null));
    }

    private void aparcadosDeFactura() throws Exception {
        var aparcados = new factura.api.AparcadosApi(factura);
        var orden = new factura.modelo.OrdenSobreAparcados().quien("recorrido").motivo("por probar");
        exigir(aparcados.aparcadosListar(null, null, 0, 10).getTotal() == 0, "no hay nada aparcado en facturación");
        aparcados.aparcadosReintentarTodos(orden, null, null, null);
        aparcados.aparcadosDecisiones(null, 0, 10);
        exigirCodigo(404, () -> aparcados.aparcadosObtener("1"));
        exigirCodigo(404, () -> aparcados.aparcadosReintentar("1", orden, null));
        exigirCodigo(404, () -> aparcados.aparcadosDescartar("1", orden, null));
    }

    private void reconstrucciones() throws Exception {
        var reconstrucciones = new ReconstruccionesApi(crm);
        var una = reconstrucciones.reconstruccionesReconstruir(
                new NuevaReconstruccion().quien("recorrido").motivo("por probar"), null);
        String id = una.getId().toString();
        exigir(reconstrucciones.reconstruccionesListar(0, 10).getTotal() == 1, "se ve que se reconstruye");
        await().atMost(Duration.ofMinutes(1))
                .until(() -> reconstrucciones.reconstruccionesUna(id).getEstado() == Reconstruccion.EstadoEnum.TERMINADA);
        exigir(
                reconstrucciones.reconstruccionesUna(id).getDiferencias().getFacturas().getFaltaban() == 0,
                "no faltaba nada");
    }

    private static void exigir(boolean cierto, String que) {
        if (!cierto) {
            throw new IllegalStateException("no se cumple: " + que);
        }
    }

    private interface Peticion {
        void hacer() throws crm.ApiException, factura.ApiException;
    }

    private static void exigirCodigo(int codigo, Peticion peticion) {
        try {
            peticion.hacer();
            throw new IllegalStateException("no se ha respondido " + codigo);
        } catch (crm.ApiException e) {
            exigir(e.getCode() == codigo, codigo + " y no " + e.getCode());
        } catch (factura.ApiException e) {
            exigir(e.getCode() == codigo, codigo + " y no " + e.getCode());
        }
    }
}
