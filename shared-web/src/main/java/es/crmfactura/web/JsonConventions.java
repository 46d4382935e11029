package es.crmfactura.web;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.deser.jdk.NumberDeserializers;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdScalarSerializer;

/** JSON as the services' contracts have it: snake_case, plain amounts, forgiving dates. */
record JsonConventions(ZoneId zone) implements JsonMapperBuilderCustomizer {

    // always six digits: Python before 3.11 reads three or six, and the database keeps six
    private static final DateTimeFormatter ANSWERED = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSxxx");
    private static final DateTimeFormatter ACCEPTED = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .parseCaseInsensitive()
            .appendLiteral('T')
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .appendPattern("[XXX][XX][X]")
            .toFormatter();

    @Override
    public void customize(JsonMapper.Builder builder) {
        builder.propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                .addModule(new SimpleModule("values")
                        .addDeserializer(BigDecimal.class, new AmountReader())
                        .addDeserializer(Instant.class, new InstantReader(zone))
                        .addSerializer(Instant.class, new InstantWriter(zone)));
    }

    /** What has more digits is no amount, and something like 1e2147483647 could not even be written down. */
    private static class AmountReader extends StdScalarDeserializer<BigDecimal> {

        private static final long DIGITS = 100;

        AmountReader() {
            super(BigDecimal.class);
        }

        @Override
        public BigDecimal deserialize(JsonParser json, DeserializationContext context) {
            BigDecimal number = NumberDeserializers.BigDecimalDeserializer.instance.deserialize(json, context);
            long before = (long) number.precision() - number.scale();
            return before > DIGITS || number.scale() > DIGITS
                    ? (BigDecimal) context.handleWeirdNumberValue(BigDecimal.class, number, "too many digits")
                    : number;
        }
    }

    private static class InstantReader extends StdScalarDeserializer<Instant> {

        private final ZoneId zone;
        /** Years of four digits: others are not written alike by everybody. */
        private final Instant first;

        private final Instant last;

        InstantReader(ZoneId zone) {
            super(Instant.class);
            this.zone = zone;
            this.first = LocalDate.of(1, 1, 1).atStartOfDay(zone).toInstant();
            this.last =
                    LocalDate.of(10_000, 1, 1).atStartOfDay(zone).toInstant().minus(1, ChronoUnit.MICROS);
        }

        @Override
        public Instant deserialize(JsonParser json, DeserializationContext context) {
            String text = json.getValueAsString();
            try {
                Instant instant = parse(text == null ? "" : text.strip());
                if (!instant.isBefore(first)
                        && !instant.truncatedTo(ChronoUnit.MICROS).isAfter(last)) {
                    // the database would round up to the next year what comes after the last microsecond
                    return instant.isAfter(last) ? last : instant;
                }
            } catch (DateTimeException e) {
                // said below
            }
            return (Instant) context.handleWeirdStringValue(Instant.class, text, "not a date-time");
        }

        private Instant parse(String text) {
            // beyond nanoseconds there is nothing to keep
            var parsed = ACCEPTED.parseBest(
                    text.replaceFirst("(\\.\\d{9})\\d+", "$1"),
                    OffsetDateTime::from,
                    LocalDateTime::from,
                    LocalDate::from);
            if (parsed instanceof OffsetDateTime withOffset) {
                return withOffset.toInstant();
            }
            return parsed instanceof LocalDate day
                    ? day.atStartOfDay(zone).toInstant()
                    : LocalDateTime.from(parsed).atZone(zone).toInstant();
        }
    }

    private static class InstantWriter extends StdScalarSerializer<Instant> {

        private final ZoneId zone;

        InstantWriter(ZoneId zone) {
            super(Instant.class);
            this.zone = zone;
        }

        @Override
        public void serialize(Instant instant, JsonGenerator json, SerializationContext context) {
            json.writeString(ANSWERED.format(instant.atOffset(withoutSeconds(instant))));
        }

        /** Until 1901 Madrid was 14 minutes and 44 seconds behind, and offsets are written without seconds. */
        private ZoneOffset withoutSeconds(Instant instant) {
            int offset = zone.getRules().getOffset(instant).getTotalSeconds();
            return ZoneOffset.ofTotalSeconds(offset - offset % 60);
        }
    }
}
