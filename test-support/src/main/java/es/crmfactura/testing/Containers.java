package es.crmfactura.testing;

import org.testcontainers.DockerClientFactory;

final class Containers {

    /** Asked once: without Docker the answer takes seconds. */
    static final boolean AVAILABLE = DockerClientFactory.instance().isDockerAvailable();

    private Containers() {}
}
