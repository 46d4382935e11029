# Both services: SERVICE chooses which. They share the first stage, so that the sources are compiled once.
FROM eclipse-temurin:25-jdk AS build
RUN apt-get update \
 && apt-get install -y --no-install-recommends maven \
 && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/root/.m2 \
    mvn -B -q -ntp -pl crm-service,factura-service -am package -Dmaven.test.skip=true -Dspotless.check.skip=true

FROM build AS layers
ARG SERVICE
RUN cp ${SERVICE}/target/${SERVICE}-*-exec.jar /application.jar \
 && java -Djarmode=tools -jar /application.jar extract --layers --destination /layers

FROM eclipse-temurin:25-jre
ARG PORT
RUN groupadd --gid 10001 servicio \
 && useradd --uid 10001 --gid servicio --no-create-home --shell /usr/sbin/nologin servicio
WORKDIR /opt/servicio
# what changes least comes first, so that a new version of ours is a small layer
COPY --from=layers /layers/dependencies/ ./
COPY --from=layers /layers/spring-boot-loader/ ./
COPY --from=layers /layers/snapshot-dependencies/ ./
COPY --from=layers /layers/application/ ./
USER 10001
ENV SERVER_PORT=${PORT}
EXPOSE ${PORT}
# the image has neither curl nor wget
HEALTHCHECK --interval=10s --timeout=5s --start-period=120s --start-interval=2s CMD ["bash", "-c", "\
exec 3<>/dev/tcp/127.0.0.1/$SERVER_PORT \
 && printf 'GET /actuator/health/readiness HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 \
 && head -n 1 <&3 | grep -q ' 200'"]
# the rest of the container's memory is for classes, threads and buffers; a JVM without memory is better started anew
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=60", "-XX:+ExitOnOutOfMemoryError", "-jar", "application.jar"]
