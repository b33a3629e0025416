package org.filestoremigration.cli;

import java.util.regex.Pattern;

/** Passwords in what a person typed, which is never to be shown again. */
final class Credentials {

    private static final String USER = "([A-Za-z][A-Za-z0-9+.-]*:/*[^:/@\\s]*):";

    /** From the first {@code :} behind the user to the last {@code @} that can end it. */
    private static final Pattern IN_ARGUMENT = Pattern.compile("(?s)" + USER + ".*@");

    private static final Pattern IN_SENTENCE = Pattern.compile(USER + "\\S*@");

    private static final Pattern PARAMETER =
            Pattern.compile("(?i)([?&](?:sslpassword|password|passwd|pwd)=)[^&\\s'\"]*");

    private Credentials() {}

    /** One word of a command line with {@code …} in the place of what may be a password. */
    static String hidden(String argument) {
        return hidden(argument, IN_ARGUMENT);
    }

    /** The same of a sentence, whose words are set apart by blanks. */
    static String hiddenIn(String sentence) {
        return hidden(sentence, IN_SENTENCE);
    }

    private static String hidden(String text, Pattern password) {
        return PARAMETER.matcher(password.matcher(text).replaceAll("$1:…@")).replaceAll("$1…");
    }
}
