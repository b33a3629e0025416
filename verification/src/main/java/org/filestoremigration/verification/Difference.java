package org.filestoremigration.verification;

import java.util.Optional;
import org.filestoremigration.domain.finding.EntityKey;
import org.filestoremigration.domain.finding.Irregularity;
import org.filestoremigration.domain.finding.SourcePlace;
import org.filestoremigration.domain.store.Excerpt;
import org.jspecify.annotations.Nullable;

/**
 * One respect in which a target is not what its source says.
 *
 * <p>Values are text: numbers as Java writes them, which is exact for a double; SQL's NULL is null, so that it cannot be
 * taken for the text {@code NULL}. Of values longer than {@value Excerpt#LIMIT} characters only the part around the
 * first difference is kept.
 */
public sealed interface Difference {

    /** What {@link #field()} says of a difference in a whole row. */
    String ROW = Irregularity.ROW;

    /** The entity that differs, or that is on one side only. */
    EntityKey entity();

    /** The SQL column, or {@value #ROW}. */
    String field();

    /** What the source says; null for NULL, or where the source has no such row. */
    @Nullable
    String expected();

    /** What the target says; null for NULL, or where the target has no such row. */
    @Nullable
    String found();

    /** Where in the source the entity stands; empty for a store that is not made of files. */
    Optional<SourcePlace> place();

    /** How it differs. */
    Kind kind();

    /** The three ways to differ. */
    enum Kind {
        MISSING("missing", "only in the source"),
        CHANGED("changed", "in both, but different"),
        UNEXPECTED("unexpected", "only in the target");

        private final String title;
        private final String meaning;

        Kind(String title, String meaning) {
            this.title = title;
            this.meaning = meaning;
        }

        /** One word, for a person. */
        public String title() {
            return title;
        }

        /** A clause without a full stop, for a person. */
        public String meaning() {
            return meaning;
        }
    }

    /**
     * In the source, not in the target. What belongs to a missing entity is missing with it and has no difference of its
     * own.
     *
     * @param expected the row's values: the bare one, or {@code column=value} of each that is not NULL
     */
    record Missing(EntityKey entity, @Nullable String expected, Optional<SourcePlace> place) implements Difference {
        @Override
        public String field() {
            return ROW;
        }

        @Override
        public @Nullable String found() {
            return null;
        }

        @Override
        public Kind kind() {
            return Kind.MISSING;
        }
    }

    /**
     * In the target, not in the source: perhaps MLflow went on writing after a migration.
     *
     * @param found the row's values
     */
    record Unexpected(EntityKey entity, @Nullable String found) implements Difference {
        @Override
        public String field() {
            return ROW;
        }

        @Override
        public @Nullable String expected() {
            return null;
        }

        @Override
        public Optional<SourcePlace> place() {
            return Optional.empty();
        }

        @Override
        public Kind kind() {
            return Kind.UNEXPECTED;
        }
    }

    /** In both, with another value in one column. */
    record Changed(
            EntityKey entity,
            String field,
            @Nullable String expected,
            @Nullable String found,
            Optional<SourcePlace> place)
            implements Difference {
        @Override
        public Kind kind() {
            return Kind.CHANGED;
        }
    }
}
