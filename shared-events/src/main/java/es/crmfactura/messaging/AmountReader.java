package es.crmfactura.messaging;

import java.math.BigDecimal;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.jdk.NumberDeserializers;
import tools.jackson.databind.deser.std.StdScalarDeserializer;

/** Numbers of few digits: whoever rounds, or writes down, one such as 1e100000000 is not done with it for minutes. */
class AmountReader extends StdScalarDeserializer<BigDecimal> {

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
