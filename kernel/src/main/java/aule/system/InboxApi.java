package aule.system;

import aule.api.Answer;
import aule.api.Call;

/** Answers the operations on the inbox of {@code api/system.yaml}. */
final class InboxApi {

    private final Inbox inbox;

    InboxApi(Inbox inbox) {
        this.inbox = inbox;
    }

    Answer show(Call call) {
        return Answer.ok(inbox.of(call.principal().org(), call.principal().user()));
    }

    Answer read(Call call) {
        return Answer.ok(inbox.read(call.principal().org(), call.principal().user()));
    }
}
