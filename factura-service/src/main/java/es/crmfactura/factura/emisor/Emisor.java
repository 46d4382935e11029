package es.crmfactura.factura.emisor;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** There is one; its row has the id 1. */
@Entity
@Table(name = "emisor")
class Emisor {

    static final int UNICO = 1;

    @Id
    @Column(name = "id")
    private int id = UNICO;

    @Embedded
    private DatosDelEmisor datos;

    @SuppressWarnings("NullAway.Init") // for JPA
    protected Emisor() {}

    Emisor(DatosDelEmisor datos) {
        this.datos = datos;
    }

    void cambiar(DatosDelEmisor nuevos) {
        this.datos = nuevos;
    }

    DatosDelEmisor datos() {
        return datos;
    }
}
