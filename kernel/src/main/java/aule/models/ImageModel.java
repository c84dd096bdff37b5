package aule.models;

import aule.kernel.TokenUsage;
import org.jspecify.annotations.Nullable;

/** One model that makes pictures. */
public interface ImageModel {

    /** What it is, with the role {@code image}. */
    ModelSpec spec();

    /**
     * Makes one picture and blocks the calling virtual thread until it is there.
     *
     * @throws aule.kernel.AuleException with {@code PROVIDER_ERROR}, {@code RATE_LIMITED} or {@code UNAVAILABLE} in the
     *     words of a person
     */
    Made make(Wish wish) throws InterruptedException;

    /**
     * What is to be seen.
     *
     * @param size in pixels, for example {@code 1024x1024}; null for the model's own
     */
    record Wish(String prompt, @Nullable String size) {}

    /** A picture and what it took; tokens are zero where the provider does not count them. */
    record Made(ChatModel.Image image, TokenUsage usage) {}

    /** The same model, of which more is known. */
    default ImageModel as(ModelSpec known) {
        var model = this;
        return new ImageModel() {
            @Override
            public ModelSpec spec() {
                return known;
            }

            @Override
            public Made make(Wish wish) throws InterruptedException {
                return model.make(wish);
            }
        };
    }
}
