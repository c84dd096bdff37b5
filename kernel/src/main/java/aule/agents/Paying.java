package aule.agents;

import aule.kernel.Account;
import aule.models.ChatModel;

/** Has what a model is asked beside the steps of a run paid for. */
@FunctionalInterface
public interface Paying {

    /**
     * The same model, every answer of which is paid for on the account.
     *
     * @param purpose what it is asked for in one word
     */
    ChatModel on(Account account, String purpose, ChatModel model);
}
