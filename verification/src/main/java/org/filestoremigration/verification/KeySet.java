package org.filestoremigration.verification;

import org.filestoremigration.domain.finding.EntityKey;

/**
 * Which fields of which entities have been reported, as 64-bit hashes: sixteen bytes each, so that a store in which
 * everything differs still fits the memory. Two keys share a hash once in some ten million million pairs of millions.
 */
final class KeySet {

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private long[] slots = new long[64];
    private int size;

    /** Whether it was not there yet. */
    boolean add(EntityKey entity, String field) {
        if (size * 2 >= slots.length) {
            grow();
        }
        int slot = slot(slots, hash(entity, field));
        if (slots[slot] != 0) {
            return false;
        }
        slots[slot] = hash(entity, field);
        size++;
        return true;
    }

    boolean contains(EntityKey entity, String field) {
        return slots[slot(slots, hash(entity, field))] != 0;
    }

    private void grow() {
        long[] larger = new long[slots.length * 2];
        for (long hash : slots) {
            if (hash != 0) {
                larger[slot(larger, hash)] = hash;
            }
        }
        slots = larger;
    }

    /** Where a hash is, or the free place where it belongs. */
    private static int slot(long[] slots, long hash) {
        int mask = slots.length - 1;
        int slot = (int) hash & mask;
        while (slots[slot] != 0 && slots[slot] != hash) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private static long hash(EntityKey entity, String field) {
        long hash = mix(add(FNV_OFFSET, entity.kind().name()), -1);
        for (String name : entity.names()) {
            hash = mix(add(hash, name), -1);
        }
        hash = add(hash, field);
        hash ^= hash >>> 32;
        return hash == 0 ? 1 : hash;
    }

    private static long add(long start, String text) {
        long hash = start;
        for (int i = 0; i < text.length(); i++) {
            hash = mix(hash, text.charAt(i));
        }
        return hash;
    }

    private static long mix(long hash, int value) {
        return (hash ^ value) * FNV_PRIME;
    }
}
