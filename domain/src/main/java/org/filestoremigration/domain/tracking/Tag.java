package org.filestoremigration.domain.tracking;

import org.jspecify.annotations.Nullable;

/**
 * A key with a text: a tag of any entity, or one entry of a trace's metadata.
 *
 * @param value exactly the bytes of the file, decoded as UTF-8; null only in a database that another tool wrote
 */
public record Tag(String key, @Nullable String value) implements Comparable<Tag> {

    /** By key, in {@link TextOrder}. */
    @Override
    public int compareTo(Tag other) {
        return TextOrder.compare(key, other.key);
    }
}
