package org.filestoremigration.cli;

import picocli.CommandLine.Option;

/** The option {@code --help} of a command. */
final class HelpOption {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;
}
