package aule.agents;

import java.time.LocalDate;

/** What all runs of one day did together. */
public record Day(LocalDate day, int completed, int failed, long tokensIn, long tokensOut, int toolCalls) {

    static Day nothing(LocalDate day) {
        return new Day(day, 0, 0, 0, 0, 0);
    }
}
