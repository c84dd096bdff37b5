package aule.models;

import aule.kernel.Account;
import aule.models.Charges.Paid;
import java.time.Duration;
import java.util.List;

/** Models for whatever is no step of a run: every question that they are asked is paid for on an account. */
public final class PaidModels {

    private final Charges charges;

    PaidModels(Charges charges) {
        this.charges = charges;
    }

    /**
     * The same model, every answer of which is paid for.
     *
     * @param purpose what it is asked for in one word, such as {@code image}
     */
    public ChatModel chat(Account account, String purpose, ChatModel model) {
        return new ChatModel() {
            @Override
            public ModelSpec spec() {
                return model.spec();
            }

            @Override
            public Reply chat(Request request, Listener listener) throws InterruptedException {
                return charges.pay(account, purpose, spec(), Most.of(spec(), request), lost -> {
                            var reply = model.chat(request, listener.losing(lost));
                            return new Paid<>(reply, reply.usage(), reply.durationMs());
                        })
                        .answer();
            }
        };
    }

    /** The same model, every picture of which is paid for. */
    public ImageModel image(Account account, ImageModel model) {
        return new ImageModel() {
            @Override
            public ModelSpec spec() {
                return model.spec();
            }

            @Override
            public Made make(Wish wish) throws InterruptedException {
                return charges.pay(account, "picture", spec(), Most.of(spec(), wish), _ -> {
                            var began = System.nanoTime();
                            var made = model.make(wish);
                            var ms = Duration.ofNanos(System.nanoTime() - began).toMillis();
                            return new Paid<>(made, made.usage(), 1, ms);
                        })
                        .answer();
            }
        };
    }

    /** The same model, all vectors of which are paid for. */
    public EmbeddingModel embedding(Account account, EmbeddingModel model) {
        return new EmbeddingModel() {
            @Override
            public ModelSpec spec() {
                return model.spec();
            }

            @Override
            public Embeddings embed(List<String> texts) throws InterruptedException {
                return charges.pay(account, "embedding", spec(), Most.of(spec(), texts), _ -> {
                            var began = System.nanoTime();
                            var made = model.embed(texts);
                            var ms = Duration.ofNanos(System.nanoTime() - began).toMillis();
                            return new Paid<>(made, made.usage(), ms);
                        })
                        .answer();
            }
        };
    }
}
