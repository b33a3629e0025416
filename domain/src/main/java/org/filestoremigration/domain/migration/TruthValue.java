package org.filestoremigration.domain.migration;

import java.util.OptionalDouble;

/** A metric's value that was logged as a Python {@code bool}, which MLflow writes and cannot read back. */
public final class TruthValue {

    private TruthValue() {}

    /** 1 for {@code True}, 0 for {@code False}, as Python counts them; empty for any other text. */
    public static OptionalDouble of(String written) {
        return switch (written) {
            case "True" -> OptionalDouble.of(1);
            case "False" -> OptionalDouble.of(0);
            default -> OptionalDouble.empty();
        };
    }
}
