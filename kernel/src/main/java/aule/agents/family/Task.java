package aule.agents.family;

import aule.schema.Describe;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One piece of work for another agent. */
record Task(
        @Describe("What is to be done, with everything the other agent must know.")
        String task,

        @Describe("Its name, such as coder; yours if left out.") @Nullable
        String agent,

        @Nullable String model,

        @Describe("At most these tools; all of yours if left out.") @Nullable
        List<String> tools,

        @Nullable Integer maxSteps,
        @Nullable Long maxTokens) {}
