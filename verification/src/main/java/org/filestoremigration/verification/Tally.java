package org.filestoremigration.verification;

/**
 * How many entities of one kind two stores have.
 *
 * @param source in the source
 * @param target in the target
 * @param equal in both, with all fields the same
 * @param differing in both, with at least one field that is not the same
 */
public record Tally(long source, long target, long equal, long differing) {

    /** Nothing in either store. */
    public static final Tally NONE = new Tally(0, 0, 0, 0);

    /** In the source only, together with the owners that they went missing with. */
    public long missing() {
        return source - equal - differing;
    }

    /** In the target only. */
    public long unexpected() {
        return target - equal - differing;
    }

    /** Both together. */
    public Tally plus(Tally other) {
        return new Tally(
                source + other.source, target + other.target, equal + other.equal, differing + other.differing);
    }
}
