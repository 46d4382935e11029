package es.crmfactura.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Ratios first, the numbers behind them second. */
final class Report {

    private final List<String> lines = new ArrayList<>();

    void higherIsBetter(String what, double aim, double value, double limit, String unit) {
        line(what, value / limit, (value / limit >= aim ? "reached " : "MISSED  ") + ">= " + aim, value, limit, unit);
    }

    void lowerIsBetter(String what, double aim, double value, double floor, String unit) {
        line(what, value / floor, (value / floor <= aim ? "reached " : "MISSED  ") + "<= " + aim, value, floor, unit);
    }

    void info(String what, double value, double other, String unit) {
        line(what, value / other, "", value, other, unit);
    }

    private void line(String what, double ratio, String verdict, double value, double other, String unit) {
        lines.add("%-66s %6.2f  %-14s %,12.1f : %,12.1f %s".formatted(what, ratio, verdict, value, other, unit));
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s", String.join("\n", lines));
    }
}
