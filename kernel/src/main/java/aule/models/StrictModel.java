package aule.models;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;

/** A model whose failure is its provider's and nobody else's: no other is asked, and the failure says so. */
record StrictModel(ChatModel model) implements ChatModel {

    @Override
    public ModelSpec spec() {
        return model.spec();
    }

    @Override
    public Reply chat(Request request, Listener listener) throws InterruptedException {
        try {
            return model.chat(request, listener);
        } catch (AuleException failure) {
            if (failure.code() != ErrorCode.UNAVAILABLE) {
                throw failure;
            }
            var told = new AuleException(
                    ErrorCode.PROVIDER_ERROR,
                    "%s No other provider is asked, as the choice of models is strict.".formatted(failure.sentence()),
                    failure);
            throw failure.passes() ? failure.retryAfter().map(told::after).orElse(told) : told.lasting();
        }
    }
}
