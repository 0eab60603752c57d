package dev.wengert.bench;

import com.fasterxml.jackson.databind.JsonNode;

/** What tables and plots call the workload of a row. */
public final class Titles {
    private Titles() {}

    /** With all that tells it from others. */
    public static String of(JsonNode row) {
        StringBuilder title = new StringBuilder();
        if (row.has("workload")) {
            title.append(row.path("workload").asText())
                    .append(", batch ")
                    .append(row.path("batch").asInt());
        } else {
            title.append("chain of %,d".formatted(row.path("elements").asInt()));
            title.append(row.path("gradient").asBoolean() ? ", gradient" : "");
        }
        if (row.has("rule")) {
            title.append(row.path("rule").asText().equals("SGD") ? ", SGD" : ", Adam");
        }
        if (row.has("threads")) {
            title.append(", ")
                    .append(row.path("threads").asInt())
                    .append(row.path("threads").asInt() == 1 ? " thread" : " threads");
        }
        if (row.has("callers")) {
            title.append(", ")
                    .append(row.path("callers").asInt())
                    .append(row.path("callers").asInt() == 1 ? " caller" : " callers");
            title.append(row.path("garbageBytesPerSecond").asLong() > 0 ? ", garbage" : "");
        }
        return title.toString();
    }
}
