package org.filestoremigration.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Where the program speaks: results go to {@code out}, progress and messages to {@code err}.
 *
 * @param screen what {@code err} is shown on, null if it goes into a file
 * @param colors whether {@code out} may have colors
 * @param answers where a person answers questions, null if there is none
 */
record Terminal(
        PrintWriter out,
        PrintWriter err,
        @Nullable Screen screen,
        boolean colors,
        @Nullable BufferedReader answers) {

    /** Which of the process's descriptors 0, 1 and 2 are terminals, as the launcher saw it; Java cannot tell. */
    private static final String DESCRIPTORS = "migrate-filestore.terminals";

    /** How wide the terminal behind descriptor 2 is, as the launcher saw it. */
    private static final String COLUMNS = "migrate-filestore.columns";

    /** What the launcher for Windows says instead, which cannot see it: where Java has a console, all three are. */
    private static final String CONSOLE = "console";

    /**
     * The terminal, or the files, of this process.
     *
     * <p>Text is UTF-8 whatever the locale says: names in a store are.
     */
    static Terminal ofProcess() {
        String terminals = terminals(System.getProperty(DESCRIPTORS, ""), Terminal::hasConsole);
        boolean capable = !"dumb".equals(System.getenv("TERM"));
        String noColor = System.getenv("NO_COLOR");
        boolean colorful = capable && (noColor == null || noColor.isEmpty());
        boolean asks = terminals.contains("0") && terminals.contains("2");
        return new Terminal(
                writer(FileDescriptor.out),
                writer(FileDescriptor.err),
                capable && terminals.contains("2")
                        ? Screen.of(System.getProperty(COLUMNS), System.getenv("TERM"), colorful)
                        : null,
                colorful && terminals.contains("1"),
                asks ? new BufferedReader(new InputStreamReader(System.in, UTF_8)) : null);
    }

    /** The descriptors that are terminals, of what the launcher says and whether Java has a console. */
    static String terminals(String said, BooleanSupplier console) {
        if (said.equals(CONSOLE)) {
            return console.getAsBoolean() ? "012" : "";
        }
        return said;
    }

    /** Whether standard input and output are a console; since Java 22 it takes the launcher's {@code jdk.console} to tell. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean hasConsole() {
        return System.console() != null;
    }

    private static PrintWriter writer(FileDescriptor descriptor) {
        return new PrintWriter(new OutputStreamWriter(new FileOutputStream(descriptor), UTF_8), true);
    }

    /** Writes only, as into files. */
    static Terminal of(PrintWriter out, PrintWriter err) {
        return new Terminal(out, err, null, false, null);
    }

    /** Whether somebody is there to ask. */
    boolean interactive() {
        return answers != null;
    }

    /** Asks for a yes; everything else, the end of input included, is a no. */
    boolean confirm(String question) {
        if (answers == null) {
            return false;
        }
        err.print(question + " [y/N] ");
        err.flush();
        try {
            String answer = answers.readLine();
            return answer != null
                    && (answer.strip().equalsIgnoreCase("y") || answer.strip().equalsIgnoreCase("yes"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
