package dev.wengert.gradbench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wengert.runtime.Workers;
import java.util.Random;

/** Questions as the benchmark asks them, and the numbers to ask with. */
final class Asked {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Asked() {}

    /** What the tool answers to a function of a module; an error fails the test. */
    static JsonNode answer(String module, String function, Object input) {
        ObjectNode message = Json.object().put("id", 1).put("kind", "evaluate");
        message.put("module", module).put("function", function);
        message.set("input", JSON.valueToTree(input));
        try (Workers workers = Workers.of(1)) {
            ObjectNode response = new Protocol(Tool.MODULES, workers).answer(message);
            assertThat(response.path("error").asText()).isEmpty();
            return response.get("output");
        }
    }

    static double[] vector(Random random, int n) {
        return random.doubles(n, -1, 1).toArray();
    }

    static double[][] matrix(Random random, int rows, int columns) {
        double[][] matrix = new double[rows][];
        for (int row = 0; row < rows; row++) {
            matrix[row] = vector(random, columns);
        }
        return matrix;
    }
}
