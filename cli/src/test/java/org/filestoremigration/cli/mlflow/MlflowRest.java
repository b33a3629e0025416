package org.filestoremigration.cli.mlflow;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Asks an MLflow server as any REST client would. */
final class MlflowRest {

    private static final JsonFactory JSON = new JsonFactory();

    private final HttpClient client = HttpClient.newHttpClient();
    private final String base;

    MlflowRest(String host, int port) {
        this.base = "http://" + host + ":" + port + "/api/2.0/mlflow/";
    }

    /** All experiments, deleted ones included. */
    List<Map<String, Object>> experiments() {
        return list(post("experiments/search", Map.of("view_type", "ALL", "max_results", 1000)), "experiments");
    }

    /** All runs of an experiment, deleted ones included. */
    List<Map<String, Object>> runs(String experimentId) {
        return list(
                post(
                        "runs/search",
                        Map.of("experiment_ids", List.of(experimentId), "run_view_type", "ALL", "max_results", 1000)),
                "runs");
    }

    List<Map<String, Object>> history(String runId, String key) {
        String query = "run_id=" + runId + "&metric_key="
                + URLEncoder.encode(key, UTF_8).replace("+", "%20");
        return list(get("metrics/get-history?" + query), "metrics");
    }

    /** The objects below a key; a list that is empty is absent in MLflow's answers. */
    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> list(Map<String, Object> answer, String key) {
        return (List<Map<String, Object>>) answer.getOrDefault(key, List.of());
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> object(Map<String, Object> answer, String key) {
        return (Map<String, Object>) answer.getOrDefault(key, Map.of());
    }

    private Map<String, Object> get(String path) {
        return send(HttpRequest.newBuilder(URI.create(base + path)).build());
    }

    private Map<String, Object> post(String path, Map<String, Object> body) {
        return send(HttpRequest.newBuilder(URI.create(base + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(write(body)))
                .build());
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> send(HttpRequest request) {
        try {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString(UTF_8));
            if (response.statusCode() != 200) {
                throw new IllegalStateException(
                        request.uri() + " answers " + response.statusCode() + ": " + response.body());
            }
            try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), response.body())) {
                parser.nextToken();
                return (Map<String, Object>) value(parser);
            }
        } catch (IOException e) {
            throw new IllegalStateException(request.uri() + " does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String write(Map<String, Object> body) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            write(json, body);
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, Object value) {
        if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            map.forEach((key, inner) -> {
                json.writeName(key.toString());
                write(json, inner);
            });
            json.writeEndObject();
        } else if (value instanceof List<?> list) {
            json.writeStartArray();
            list.forEach(inner -> write(json, inner));
            json.writeEndArray();
        } else if (value instanceof Integer number) {
            json.writeNumber(number);
        } else {
            json.writeString(value.toString());
        }
    }

    /** Objects as maps, arrays as lists, everything else as its text. */
    private static Object value(JsonParser parser) {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            Map<String, Object> map = new LinkedHashMap<>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String key = parser.currentName();
                parser.nextToken();
                map.put(key, value(parser));
            }
            return map;
        }
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            List<Object> list = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                list.add(value(parser));
            }
            return list;
        }
        return parser.getString();
    }
}
