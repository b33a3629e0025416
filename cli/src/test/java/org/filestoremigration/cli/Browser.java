package org.filestoremigration.cli;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A Chromium without a window, in English and UTC. */
final class Browser implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Looks ten times a second, and at once when called. */
    private static final String TEXT_ONCE_IT_HOLDS = """
            const [expected, milliseconds, done] = arguments;
            const end = Date.now() + milliseconds;
            const look = () => {
                const text = document.body.innerText.replace(/\\s+/g, ' ');
                if (expected.every(part => text.includes(part)) || Date.now() > end) {
                    done(text);
                } else {
                    setTimeout(look, 100);
                }
            };
            look();
            """;

    private static final String ALERTS =
            "return Array.from(document.querySelectorAll('[role=alert]'), alert => alert.innerText)";

    /** Warns of each Chromium that is newer than itself; what it would do for Chromium is not used here. */
    private static final Logger DEVTOOLS = Logger.getLogger("org.openqa.selenium.devtools");

    private final ChromeDriver driver;

    /** Root cannot use Chromium's sandbox, and containers have little shared memory; pages come from this machine alone. */
    Browser() {
        DEVTOOLS.setLevel(Level.SEVERE);
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(onPath("chromium").orElseThrow().toFile());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-dev-shm-usage",
                "--no-proxy-server",
                "--lang=en-US",
                "--window-size=1600,1400");
        options.setCapability("goog:loggingPrefs", logs);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(onPath("chromedriver").orElseThrow().toFile())
                .withEnvironment(Map.of("TZ", "UTC"))
                .build();
        driver = new ChromeDriver(service, options);
        driver.manage().timeouts().scriptTimeout(PATIENCE.plusSeconds(30));
    }

    static boolean isInstalled() {
        return onPath("chromium").isPresent() && onPath("chromedriver").isPresent();
    }

    /**
     * What a page shows as text, with one blank for each stretch of white space: as soon as it shows all the texts that are
     * expected, and at the latest after a minute.
     */
    String text(String address, List<String> expected) {
        // Addresses that differ only behind the # would not load anew.
        driver.get("about:blank");
        driver.get(address);
        return String.valueOf(driver.executeAsyncScript(TEXT_ONCE_IT_HOLDS, expected, PATIENCE.toMillis()));
    }

    /** The error boxes of the page that is open. */
    List<String> alerts() {
        return driver.executeScript(ALERTS) instanceof List<?> alerts
                ? alerts.stream().map(String::valueOf).toList()
                : List.of();
    }

    /** The errors in the browser's console since the last call: of scripts, of requests, of the page. */
    List<String> errors() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.SEVERE.intValue())
                .map(entry -> entry.getMessage())
                .toList();
    }

    private static Optional<Path> onPath(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    @Override
    public void close() {
        driver.quit();
    }
}
