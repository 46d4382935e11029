package es.crmfactura.security.acceso;

import es.crmfactura.security.Identidad;
import es.crmfactura.security.Rol;
import es.crmfactura.security.claves.ClavesVigentes;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpMethod;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Puts the door before a service. */
@AutoConfiguration(
        afterName = "es.crmfactura.security.claves.ClavesAutoConfiguration",
        beforeName = {
            "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration",
            "org.springframework.boot.security.oauth2.server.resource.autoconfigure.web.OAuth2ResourceServerWebSecurityAutoConfiguration"
        })
@EnableConfigurationProperties(AccessProperties.class)
class AccessAutoConfiguration {

    private static final Logger log = LoggerFactory.getLogger(AccessAutoConfiguration.class);

    /** What says nothing of anybody: how the service is, and how it is asked. */
    private static final String[] PUBLIC = {
        "/",
        "/health",
        "/actuator/health/**",
        "/api/version",
        "/docs/**",
        "/swagger-ui/**",
        "/openapi.json/**",
        "/eventos/**"
    };

    private static final Set<String> READING =
            Set.of(HttpMethod.GET.name(), HttpMethod.HEAD.name(), HttpMethod.OPTIONS.name());

    @Bean
    Portero portero(@Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        return new Portero(problems);
    }

    @Bean
    SecurityFilterChain door(
            HttpSecurity http,
            Environment environment,
            AccessProperties properties,
            ClavesVigentes claves,
            ObjectProvider<JwtDecoder> tokens,
            Portero portero) {
        // no cookie tells who is asking, so there is nothing that a foreign page could make use of
        http.csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .cors(Customizer.withDefaults())
                .exceptionHandling(refusals -> refusals.authenticationEntryPoint(
                                (request, response, why) -> portero.askWho(request, response))
                        .accessDeniedHandler((request, response, why) ->
                                portero.answer(request, response, new Rechazo.SinPermiso(needed(request)))));
        Headers.of(http);
        if (!AccessCheck.asksWho(environment)) {
            log.warn(
                    "nobody is asked who he is: whoever reaches {} may do everything",
                    environment.getProperty("server.address"));
            return http.addFilterAfter(new OpenDoor(), AnonymousAuthenticationFilter.class)
                    .build();
        }
        tokens.ifAvailable(decoder -> acceptTokens(http, properties, portero));
        return http.addFilterBefore(
                        new ApiKeyFilter(claves, properties.adminKey(), portero), AnonymousAuthenticationFilter.class)
                .addFilterBefore(new RateLimit(properties.rate(), portero), AuthorizationFilter.class)
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(
                                DispatcherType.ERROR, DispatcherType.ASYNC, DispatcherType.FORWARD)
                        .permitAll()
                        .requestMatchers(PUBLIC)
                        .permitAll()
                        .anyRequest()
                        .access(enough()))
                .build();
    }

    private static void acceptTokens(HttpSecurity http, AccessProperties properties, Portero portero) {
        var bearer = new DefaultBearerTokenResolver();
        http.oauth2ResourceServer(
                server -> server.jwt(jwt -> jwt.jwtAuthenticationConverter(new TokenIdentity(properties.rolesClaim())))
                        .bearerTokenResolver(
                                request -> ApiKeyFilter.bearerKey(request) == null ? bearer.resolve(request) : null)
                        .authenticationEntryPoint((request, response, why) -> portero.askWho(request, response)));
    }

    private static Rol needed(HttpServletRequest request) {
        return READING.contains(request.getMethod()) ? Rol.lectura : Rol.escritura;
    }

    private static AuthorizationManager<RequestAuthorizationContext> enough() {
        return (authentication, context) -> {
            HttpServletRequest request = context.getRequest();
            return new AuthorizationDecision(Identidad.de(authentication.get())
                    .filter(who -> who.tiene(needed(request)) && who.alcanza(request.getServletPath()))
                    .isPresent());
        };
    }

    @Bean
    HttpFirewall firewall(Environment environment, AccessProperties properties) {
        var firewall = new StrictHttpFirewall();
        // it is decoded once, and %25 then names nothing
        firewall.setAllowUrlEncodedPercent(true);
        // these are looked at only when a controller reads them, who would answer 500; unknown names of parameters are
        // refused anyway
        firewall.setAllowedParameterNames(name -> true);
        firewall.setAllowedHeaderNames(name -> true);
        firewall.setAllowedHeaderValues(value -> true);
        if (!AccessCheck.asksWho(environment)) {
            firewall.setAllowedHostnames(new KnownHosts(properties.hosts()));
        }
        return firewall;
    }

    @Bean
    RequestRejectedHandler requestRejected(Portero portero) {
        return (request, response, why) -> portero.answer(request, response, new Rechazo.DireccionNoAdmitida());
    }

    @Bean
    WebMvcConfigurer administrationOnly() {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new AdministrationOnly()).order(Ordered.HIGHEST_PRECEDENCE);
            }
        };
    }
}
