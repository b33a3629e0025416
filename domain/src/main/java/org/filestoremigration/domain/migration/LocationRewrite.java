package org.filestoremigration.domain.migration;

import java.util.List;
import java.util.Optional;

/**
 * Artifacts that have moved: a location in {@code from} is written with {@code to} in its place.
 *
 * @param from a whole location or a folder above it: {@code file:///old} does not hold {@code file:///older}
 * @param to taken literally; what follows it is percent-encoded if it is a {@code file:} URI, and plain otherwise
 */
public record LocationRewrite(ArtifactLocation from, String to) {

    /** Reads both sides as a person writes them. */
    public static LocationRewrite of(String from, String to) {
        if (from.isEmpty()) {
            throw new IllegalArgumentException("the old prefix of an artifact URI is empty");
        }
        return new LocationRewrite(ArtifactLocation.parse(from), to);
    }

    /** The location after the first rewrite that matches it; empty if none does. */
    public static Optional<String> first(List<LocationRewrite> rewrites, ArtifactLocation location) {
        return rewrites.stream()
                .flatMap(rewrite -> rewrite.apply(location).stream())
                .findFirst();
    }

    /** Where the location is now; empty if it is not in {@code from}. */
    public Optional<String> apply(ArtifactLocation location) {
        return location.namesBelow(from).map(names -> location.moved(names, to));
    }
}
