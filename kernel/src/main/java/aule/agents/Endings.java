package aule.agents;

import aule.policy.Confirmations;

/** What is left to do when a run has ended: nobody has to decide about it any more, and its conversation is told. */
final class Endings {

    private final Confirmations confirmations;
    private final Conversations conversations;

    Endings(Confirmations confirmations, Conversations conversations) {
        this.confirmations = confirmations;
        this.conversations = conversations;
    }

    void ended(RunState run) {
        confirmations.cancel(run.org(), run.id(), "The run has ended.");
        conversations.answered(run);
    }
}
