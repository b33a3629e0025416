package org.filestoremigration.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;

/** What a run of the program in the test's own process came to. */
record Captured(int exit, String out, String err) {

    static Captured of(Object... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] texts = Arrays.stream(args).map(Object::toString).toArray(String[]::new);
        int exit = Main.run(texts, new PrintWriter(out), new PrintWriter(err));
        return new Captured(exit, out.toString(), err.toString());
    }
}
