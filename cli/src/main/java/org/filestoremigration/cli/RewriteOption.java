package org.filestoremigration.cli;

import org.filestoremigration.domain.migration.LocationRewrite;
import org.filestoremigration.verification.VisibleText;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code OLD=NEW}: the first {@code =} divides them. */
final class RewriteOption implements ITypeConverter<LocationRewrite> {

    @Override
    public LocationRewrite convert(String text) {
        int divider = text.indexOf('=');
        if (divider < 1) {
            throw new TypeConversionException(
                    "'" + VisibleText.sentence(text) + "' is not OLD=NEW: give both prefixes with a = between them");
        }
        return LocationRewrite.of(text.substring(0, divider), text.substring(divider + 1));
    }
}
