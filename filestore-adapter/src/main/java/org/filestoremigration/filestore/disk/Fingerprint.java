package org.filestoremigration.filestore.disk;

/** A sum over places and contents of files, whatever their order, that tells whether two readings saw the same. */
public final class Fingerprint {

    private long sum;

    /** A file that was not read. */
    void addName(String place) {
        sum += mix(place.hashCode());
    }

    void addContent(String place, long checksum, long length) {
        sum += mix(place.hashCode() + mix(checksum ^ Long.rotateLeft(length, 32)));
    }

    /** The sum of another fingerprint, or of names as {@link FileCount} adds them. */
    void add(long other) {
        sum += other;
    }

    long sum() {
        return sum;
    }

    /** Of all characters: FNV-1a, 64 bits. */
    public static long hash(String text) {
        long hash = 0xCBF29CE484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001B3L;
        }
        return hash;
    }

    /** Spreads a value over all bits, so that sums of such values tell apart what went into them. */
    public static long mix(long value) {
        long mixed = (value ^ (value >>> 32)) * 0xD6E8FEB86659FD93L;
        mixed = (mixed ^ (mixed >>> 32)) * 0xD6E8FEB86659FD93L;
        return mixed ^ (mixed >>> 32);
    }
}
