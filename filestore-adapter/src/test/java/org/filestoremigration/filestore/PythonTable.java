package org.filestoremigration.filestore;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** A table that {@code write-tables.py} wrote: rows of fields. */
final class PythonTable {

    private PythonTable() {}

    static List<List<String>> rows(String name) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(PythonTable.class.getResourceAsStream(name)), StandardCharsets.US_ASCII))) {
            return reader.lines().map(PythonTable::fields).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> fields(String line) {
        return Arrays.stream(line.split("\t", -1))
                .map(field -> URLDecoder.decode(field, StandardCharsets.UTF_8))
                .toList();
    }

    /** A double as the tables show it. */
    static String bits(double value) {
        return String.format("%016x", Double.doubleToLongBits(value));
    }
}
