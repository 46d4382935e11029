package es.crmfactura.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A migration, and which of its statements a service of before it may not bear. It knows SQL as this project writes it, and can't
 * tell what a statement does to the data.
 */
record Migration(Path file) {

    private static final Pattern NAME = Pattern.compile("V(\\d{8})_(\\d+)__\\w+\\.sql");

    /** A function's body, a string, a comment, the end of a statement, or anything else. */
    private static final Pattern PIECE = Pattern.compile("(?s)\\$\\$.*?\\$\\$|'(?:[^']|'')*'|--[^\\n]*|;|[^;$'-]+|.");

    private static final Pattern REASON = Pattern.compile("-- contracts: \\S");
    private static final Pattern CREATED = Pattern.compile("create (?:unlogged )?table (\\w+)");
    private static final Pattern ALTERED = Pattern.compile("alter table (?:if exists )?(\\w+) (.*)");
    private static final Pattern UNIQUE = Pattern.compile("create unique index \\w+ on (\\w+).*");

    private static final Predicate<String> LOSES = Pattern.compile(
                    "drop (table|(materialized )?view|function|procedure|sequence|schema|type)\\b.*"
                            + "|alter (?!table).* rename .*|truncate\\b.*|revoke (?!.* on function ).*")
            .asMatchPredicate();

    private static final Predicate<String> NARROWS = Pattern.compile("drop (?!constraint\\b).*|rename\\b.*"
                    + "|alter (column )?\\w+ ((set data )?type|set not null|drop (?!not null)).*"
                    + "|add (constraint|check|unique|primary key|foreign key|exclude)\\b.*"
                    + "|add (?!.*\\b(default|generated)\\b).*\\bnot null\\b.*")
            .asMatchPredicate();

    static boolean isOne(Path file) {
        return file.toString().contains("src/main/resources/db/migration/")
                && NAME.matcher(file.getFileName().toString()).matches();
    }

    /** @return the module or service whose history it belongs to */
    String owner() {
        return file.getParent().getFileName().toString();
    }

    /** For comparison. */
    long number() {
        Matcher name = NAME.matcher(file.getFileName().toString());
        name.matches();
        return Long.parseLong(name.group(1)) * 10_000 + Long.parseLong(name.group(2));
    }

    Set<String> tables() {
        return statements().stream()
                .flatMap(statement -> CREATED.matcher(statement).results().map(found -> found.group(1)))
                .collect(Collectors.toSet());
    }

    /** @param fresh tables that no service of before knows */
    List<String> contractions(Set<String> fresh) {
        return statements().stream()
                .filter(statement -> contracts(statement, fresh))
                .toList();
    }

    private static boolean contracts(String statement, Set<String> fresh) {
        Matcher altered = ALTERED.matcher(statement);
        if (altered.matches()) {
            return !fresh.contains(altered.group(1))
                    && clauses(altered.group(2)).anyMatch(NARROWS);
        }
        Matcher unique = UNIQUE.matcher(statement);
        return unique.matches() ? !fresh.contains(unique.group(1)) : LOSES.test(statement);
    }

    /** What stands between commas, but for those in parentheses. */
    private static Stream<String> clauses(String text) {
        List<String> clauses = new ArrayList<>();
        int depth = 0;
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            depth += text.charAt(i) == '(' ? 1 : text.charAt(i) == ')' ? -1 : 0;
            if (text.charAt(i) == ',' && depth == 0) {
                clauses.add(text.substring(from, i).strip());
                from = i + 1;
            }
        }
        clauses.add(text.substring(from).strip());
        return clauses.stream();
    }

    /** In one line each, without what they quote; those for which a reason is given are left out. */
    private List<String> statements() {
        List<String> statements = new ArrayList<>();
        var statement = new StringBuilder();
        boolean excused = false;
        for (MatchResult piece : PIECE.matcher(text() + ";").results().toList()) {
            String text = piece.group();
            if (text.equals(";")) {
                if (!excused && !statement.toString().isBlank()) {
                    statements.add(
                            statement.toString().strip().replaceAll("\\s+", " ").toLowerCase(java.util.Locale.ROOT));
                }
                statement.setLength(0);
                excused = false;
            } else if (text.startsWith("--")) {
                excused |= REASON.matcher(text).lookingAt();
            } else {
                statement.append(text.startsWith("$$") || text.startsWith("'") ? "?" : text);
            }
        }
        return statements;
    }

    private String text() {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
