package aule.tools;

import aule.kernel.ErrorCode;
import aule.kernel.FileChange;
import aule.kernel.ToolName;
import aule.models.ImageModel;
import aule.schema.Describe;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Has a model make a picture into a file of the workspace. */
final class GenerateImage implements Tool {

    record Input(
            @Describe("What is to be seen.") String prompt,

            @Describe("PNG, JPEG or WebP file for it.") String path,

            @Describe("Pixels, such as 1024x1024.") @Nullable
            String size,

            @Describe("provider/model instead of the usual one.") @Nullable
            String model) {}

    private static final Map<String, String> ENDINGS =
            Map.of("image/png", "png", "image/jpeg", "jpg", "image/webp", "webp", "image/gif", "gif");

    private static final Spec SPEC = new Spec(
                    new ToolName("generate_image"),
                    "Have a model make a picture into a file.",
                    Input.class,
                    Effect.WRITE,
                    true,
                    Duration.ofMinutes(15))
            .neededSeldom();

    private final Desk.Room desks;
    private final ModelErrands errands;

    GenerateImage(Desk.Room desks, ModelErrands errands) {
        this.desks = desks;
        this.errands = errands;
    }

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public Named named() {
        return Named.file("path");
    }

    @Override
    public Reach reach(Call call) {
        return Reach.path(call.as(Input.class).path());
    }

    @Override
    public Result call(Call call) throws InterruptedException {
        var input = call.as(Input.class);
        var desk = desks.apply(call.project());
        if (desk.isFolder(input.path())) {
            return Result.failure("'%s' is a folder; name a file in it.".formatted(input.path()));
        }
        if (input.size() != null && !input.size().matches("[1-9]\\d{1,4}x[1-9]\\d{1,4}")) {
            return Result.failure(
                    ErrorCode.INVALID.wire(),
                    "'%s' is no size; write width and height in pixels, such as 1024x1024.".formatted(input.size()));
        }
        desk.memory(call).unchanged(input.path());
        var model = errands.painter(call, input.model());
        var made = model.make(new ImageModel.Wish(input.prompt(), input.size()));
        return write(call, input.path(), model.spec().id(), decoded(made));
    }

    private static byte[] decoded(ImageModel.Made made) {
        try {
            return Base64.getMimeDecoder().decode(made.image().data());
        } catch (IllegalArgumentException noBase64) {
            return new byte[0];
        }
    }

    /** What a file is called and what it is are the same. */
    private Result write(Call call, String path, String model, byte[] bytes) {
        var type = Pictures.type(bytes);
        if (type.isEmpty()) {
            return Result.failure(
                    ErrorCode.PROVIDER_ERROR.wire(),
                    "%s sent %,d bytes that are no picture; name another model.".formatted(model, bytes.length));
        }
        var desk = desks.apply(call.project());
        var name = ending(path, ENDINGS.getOrDefault(type.get(), "png"));
        var memory = desk.memory(call);
        if (name.equals(path)) {
            memory.unchanged(path);
        } else if (desk.find(name).isPresent()) {
            return Result.failure(
                    ErrorCode.CONFLICT.wire(),
                    "%s made a picture of the type %s, and '%s' is there already; name another file."
                            .formatted(model, type.get(), name));
        }
        var existed = desk.find(name).isPresent();
        desk.write(name, bytes);
        memory.saw(desk.name(name), bytes);
        var change = new FileChange(desk.name(name), existed ? "modified" : "created", bytes.length, 0, 0);
        return Result.success(
                "%s made %s (%s, %,d bytes).".formatted(model, name, type.get(), bytes.length), List.of(change));
    }

    private static String ending(String path, String right) {
        var dot = path.lastIndexOf('.');
        var has = dot > path.lastIndexOf('/') ? path.substring(dot + 1).toLowerCase(Locale.ROOT) : "";
        if (has.equals(right) || (has.equals("jpeg") && right.equals("jpg"))) {
            return path;
        }
        return (ENDINGS.containsValue(has) || has.equals("jpeg") ? path.substring(0, dot) : path) + "." + right;
    }
}
