package aule.models;

import aule.breaker.Breaker;
import aule.breaker.Breakers;
import aule.breaker.Circuit;
import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import java.util.List;

/** Keeps chats away from a provider that is out of order. */
final class Circuits {

    private final Breakers breakers;

    Circuits(Breakers breakers) {
        this.breakers = breakers;
    }

    Circuit of(ProviderStatus provider) {
        return breaker(provider.name(), provider.baseUrl()).circuit();
    }

    /** The same model, whose chats fail with {@code CIRCUIT_OPEN} while its provider is left alone. */
    ChatModel guard(ChatModel model) {
        var spec = model.spec();
        var breaker = breaker(spec.provider(), spec.baseUrl());
        return new ChatModel() {
            @Override
            public ModelSpec spec() {
                return spec;
            }

            @Override
            public Reply chat(Request request, Listener listener) throws InterruptedException {
                return passed(breaker, () -> model.chat(request, listener));
            }
        };
    }

    /** The same model, whose questions fail with {@code CIRCUIT_OPEN} while its provider is left alone. */
    EmbeddingModel guard(EmbeddingModel model) {
        var spec = model.spec();
        var breaker = breaker(spec.provider(), spec.baseUrl());
        return new EmbeddingModel() {
            @Override
            public ModelSpec spec() {
                return spec;
            }

            @Override
            public Embeddings embed(List<String> texts) throws InterruptedException {
                return passed(breaker, () -> model.embed(texts));
            }
        };
    }

    /** The same model, whose questions fail with {@code CIRCUIT_OPEN} while its provider is left alone. */
    ImageModel guard(ImageModel model) {
        var spec = model.spec();
        var breaker = breaker(spec.provider(), spec.baseUrl());
        return new ImageModel() {
            @Override
            public ModelSpec spec() {
                return spec;
            }

            @Override
            public Made make(Wish wish) throws InterruptedException {
                return passed(breaker, () -> model.make(wish));
            }
        };
    }

    @FunctionalInterface
    private interface Asking<T> {
        T ask() throws InterruptedException;
    }

    private static <T> T passed(Breaker breaker, Asking<T> asking) throws InterruptedException {
        try (var pass = breaker.enter()) {
            return passed(pass, asking);
        }
    }

    private static <T> T passed(Breaker.Pass pass, Asking<T> asking) throws InterruptedException {
        try {
            var reply = asking.ask();
            pass.succeeded();
            return reply;
        } catch (AuleException failure) {
            if (outOfOrder(failure)) {
                pass.failed();
            } else {
                pass.succeeded();
            }
            throw failure;
        }
    }

    /** Who refuses a key, a request or more of them does work. */
    private static boolean outOfOrder(AuleException failure) {
        return failure.passes()
                && (failure.code() == ErrorCode.UNAVAILABLE || failure.code() == ErrorCode.PROVIDER_ERROR);
    }

    private Breaker breaker(String provider, String address) {
        var place = address.replaceFirst("/+$", "");
        return breakers.of("The provider %s%s".formatted(provider, place.isEmpty() ? "" : " at " + place));
    }
}
