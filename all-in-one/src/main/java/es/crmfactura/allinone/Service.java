package es.crmfactura.allinone;

import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** One of the two, as it would run alone but for what it is told here. */
public final class Service {

    private Service() {}

    /**
     * Starts it in a thread of its own, so that all its threads can be told from the other's.
     *
     * @param application its main class; the configuration beside it in the same jar is the one it gets
     * @param properties what is different here
     * @param beans which it has besides its own
     */
    public static ConfigurableApplicationContext start(
            String name,
            Class<?> application,
            Map<String, Object> properties,
            Consumer<GenericApplicationContext> beans) {
        return inThread(name, () -> {
            SpringApplication service = new SpringApplicationBuilder(application)
                    .bannerMode(org.springframework.boot.Banner.Mode.OFF)
                    .logStartupInfo(false)
                    .registerShutdownHook(false)
                    .properties(Map.of("spring.config.location", configurationOf(application)))
                    .initializers(context -> configure(context, properties, beans))
                    .build();
            return service.run();
        });
    }

    private static void configure(
            ConfigurableApplicationContext context,
            Map<String, Object> properties,
            Consumer<GenericApplicationContext> beans) {
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("given", properties));
        beans.accept((GenericApplicationContext) context);
    }

    /** Both jars have an {@code application.yml}; by its plain name either would get the first. */
    private static String configurationOf(Class<?> application) {
        String jar =
                application.getProtectionDomain().getCodeSource().getLocation().toString();
        return (jar.endsWith("/") ? jar : "jar:" + jar + "!/") + "application.yml";
    }

    private static <T> T inThread(String name, Callable<T> work) {
        var result = new FutureTask<>(work);
        new Thread(() -> ServiceName.during(name, result), name).start();
        try {
            return result.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(name + " did not start", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
