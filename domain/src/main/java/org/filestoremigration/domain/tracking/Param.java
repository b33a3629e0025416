package org.filestoremigration.domain.tracking;

/**
 * A parameter of a run or of a logged model.
 *
 * @param key may hold slashes: on disk they are folders
 * @param value exactly the bytes of the file, decoded as UTF-8; may be empty
 */
public record Param(String key, String value) implements Comparable<Param> {

    /** By key, in {@link TextOrder}. */
    @Override
    public int compareTo(Param other) {
        return TextOrder.compare(key, other.key);
    }
}
