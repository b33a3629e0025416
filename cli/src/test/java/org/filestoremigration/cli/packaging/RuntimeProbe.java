package org.filestoremigration.cli.packaging;

import java.lang.management.ManagementFactory;
import java.security.KeyPairGenerator;
import java.sql.DriverManager;
import java.util.Arrays;
import javax.naming.ldap.LdapName;
import javax.net.ssl.SSLContext;
import javax.security.sasl.Sasl;
import org.ietf.jgss.GSSManager;

/** Started with the Java of an archive, it touches each of the modules that {@code runtime.modules} in the pom lists. */
final class RuntimeProbe {

    private RuntimeProbe() {}

    public static void main(String[] args) throws Exception {
        KeyPairGenerator.getInstance("EC").generateKeyPair();
        String[] protocols = SSLContext.getDefault().getSupportedSSLParameters().getProtocols();
        if (!Arrays.asList(protocols).contains("TLSv1.3")) {
            throw new IllegalStateException("only " + Arrays.toString(protocols));
        }
        new LdapName("CN=database.example.org");
        GSSManager.getInstance();
        Sasl.getSaslClientFactories();
        Class.forName("com.sun.security.auth.module.Krb5LoginModule");
        Class.forName("sun.misc.Unsafe");
        ManagementFactory.getRuntimeMXBean();
        DriverManager.getLoginTimeout();
        System.out.println("complete");
    }
}
