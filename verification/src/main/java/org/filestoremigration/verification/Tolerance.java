package org.filestoremigration.verification;

import java.util.function.Predicate;

/**
 * What a comparison may find without its being a difference.
 *
 * @param allowed differences that are explained
 * @param irregularities whether what the target's reader finds irregular counts; what the source's reader finds irregular
 *     in the same way never does
 */
public record Tolerance(Predicate<Difference> allowed, boolean irregularities) {

    /** Nothing. */
    public static final Tolerance NONE = new Tolerance(difference -> false, true);

    /** Whatever the target has beside what the source has. */
    public static final Tolerance ADDITIONS =
            new Tolerance(difference -> difference instanceof Difference.Unexpected, true);
}
