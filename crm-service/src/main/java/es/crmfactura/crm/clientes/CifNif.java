package es.crmfactura.crm.clientes;

import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A Spanish tax id: NIF, NIE or that of an entity. Whether its control letter is right can be asked, and is not enforced
 * here. The rules are those of RD 1065/2007 art. 19-20 and Orden EHA/451/2008.
 *
 * @param value trimmed and upper-case
 */
record CifNif(String value) {

    private static final String LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE";
    private static final String ENTITY_LETTERS = "JABCDEFGHI";
    private static final Pattern PERSON = Pattern.compile("[0-9XYZ][0-9]{7}[A-Z]");
    private static final Pattern PERSON_WITHOUT_NUMBER = Pattern.compile("[KLM][0-9]{7}[A-Z]");
    private static final Pattern ENTITY = Pattern.compile("[ABCDEFGHJNPQRSUVW][0-9]{7}[0-9A-J]");
    private static final Pattern COUNTRY = Pattern.compile("ES(?=.{9}$)");

    CifNif {
        value = value.strip().toUpperCase(Locale.ROOT);
    }

    static @Nullable String normalized(@Nullable String text) {
        return text == null || text.isBlank() ? null : new CifNif(text).value();
    }

    /** Whether the control letter or digit is right; a country prefix ES is ignored. */
    boolean isValid() {
        String id = COUNTRY.matcher(value).replaceFirst("");
        if (PERSON.matcher(id).matches()) {
            return id.charAt(8)
                    == personLetter(
                            "XYZ".indexOf(id.charAt(0)) < 0 ? id : "XYZ".indexOf(id.charAt(0)) + id.substring(1));
        }
        if (PERSON_WITHOUT_NUMBER.matcher(id).matches()) {
            return id.charAt(8) == personLetter(id.substring(1));
        }
        return ENTITY.matcher(id).matches() && entityControlIsRight(id);
    }

    private static char personLetter(String digitsAndLetter) {
        int number = Integer.parseInt(digitsAndLetter.substring(0, digitsAndLetter.length() - 1));
        return LETTERS.charAt(number % 23);
    }

    private static boolean entityControlIsRight(String id) {
        int digit = entityControl(id.substring(1, 8));
        char control = id.charAt(8);
        boolean asDigit = control == Character.forDigit(digit, 10);
        boolean asLetter = control == ENTITY_LETTERS.charAt(digit);
        if ("NPQRSW".indexOf(id.charAt(0)) >= 0) {
            return asLetter;
        }
        return "ABEH".indexOf(id.charAt(0)) >= 0 ? asDigit : asDigit || asLetter;
    }

    /** Digits at odd places are doubled and their digits added up; the control makes the sum a multiple of ten. */
    private static int entityControl(String digits) {
        int sum = IntStream.range(0, digits.length())
                .map(i -> {
                    int digit = digits.charAt(i) - '0';
                    return i % 2 == 0 ? digit * 2 / 10 + digit * 2 % 10 : digit;
                })
                .sum();
        return (10 - sum % 10) % 10;
    }
}
