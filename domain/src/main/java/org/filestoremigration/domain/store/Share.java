package org.filestoremigration.domain.store;

import java.util.stream.Stream;

/** Which part of a store a reader delivers, so that two can read it at once ({@link SharedStore}). */
public enum Share {

    /** All of it. */
    WHOLE,

    /** All but every second run, trace and logged model of each experiment. */
    FIRST,

    /** The runs, traces and logged models that {@link #FIRST} leaves out, and the experiments that they belong to. */
    SECOND;

    /** Of runs, traces or logged models of one experiment in their order, those of this share. */
    public <T> Stream<T> of(Stream<T> owners) {
        if (this == WHOLE) {
            return owners;
        }
        boolean[] isOurs = {this == SECOND};
        return owners.filter(owner -> isOurs[0] = !isOurs[0]);
    }

    /** Whether what nobody has to share out is in it: datasets, registered models and what no stream passes. */
    public boolean hasTheRest() {
        return this != SECOND;
    }
}
