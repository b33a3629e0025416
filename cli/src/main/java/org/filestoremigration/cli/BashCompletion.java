package org.filestoremigration.cli;

import picocli.AutoComplete;
import picocli.CommandLine;

/** A completion script for bash and zsh: picocli's, with two things that picocli does not know. */
final class BashCompletion {

    private static final String NO_COMMAND = "  _picocli_" + Main.NAME + "; return $?;\n}";

    /** Without a command's name the options are those of {@code migrate}, and the program's own. */
    private static final String MIGRATE = """
              if [ "${COMP_CWORD}" -gt 1 ] || [[ "${COMP_WORDS[1]}" == -* ]]; then
                _picocli_migrate-filestore_migrate
                if [ "${COMP_CWORD}" -eq 1 ]; then
                  COMPREPLY+=( $(compgen -W "'-V' '--version'" -- "${COMP_WORDS[1]}") )
                fi
                return 0
              fi
            """.indent(0);

    private static final String TARGET = "    '--target')\n      return\n";

    /** A target may be the path of a file. */
    private static final String TARGET_FILE = """
                '--target')
                  local IFS=$'\\n'
                  type compopt &>/dev/null && compopt -o filenames
                  COMPREPLY=( $( compgen -f -- "${curr_word}" ) ) # files
                  return $?
            """;

    private BashCompletion() {}

    static String of(CommandLine root) {
        String script = AutoComplete.bash(Main.NAME, root);
        return replaced(replaced(script, NO_COMMAND, MIGRATE + NO_COMMAND), TARGET, TARGET_FILE);
    }

    private static String replaced(String script, String part, String other) {
        if (!script.contains(part)) {
            throw new IllegalStateException("picocli's script has changed: it lacks " + part);
        }
        return script.replace(part, other);
    }
}
