package aule.sandbox;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Mount;
import com.github.dockerjava.api.model.MountType;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Optional;

/**
 * The system inside a container: an image that was chosen, or this machine's own programs, shown read-only over an
 * image that holds nothing but links and folders, so that no registry is needed.
 *
 * @param chosen the name of an image; empty for the machine's own programs
 */
record Rootfs(SystemView view, String chosen) {

    /** The name of an image to run commands in instead of the machine's own programs. */
    private static final String IMAGE = "AULE_SANDBOX_IMAGE";

    private static final String OWN = "localhost/aule-sandbox";
    private static final String STANDARD_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    static Rootfs here() {
        return new Rootfs(
                SystemView.here(),
                Optional.ofNullable(System.getenv(IMAGE)).map(String::strip).orElse(""));
    }

    String path() {
        return chosen.isEmpty() ? view.path() : STANDARD_PATH;
    }

    List<Mount> mounts() {
        if (!chosen.isEmpty()) {
            return List.of();
        }
        return view.shown().stream()
                .map(it -> new Mount()
                        .withType(MountType.BIND)
                        .withSource(it.from())
                        .withTarget(it.to())
                        .withReadOnly(true))
                .toList();
    }

    /**
     * The image's name, made if it is ours and not there yet.
     *
     * @throws AuleException with {@code UNAVAILABLE} if a chosen image is not on this machine
     */
    String image(DockerClient client) {
        if (!chosen.isEmpty()) {
            if (!present(client, chosen)) {
                throw new AuleException(
                        ErrorCode.UNAVAILABLE,
                        "The image '%s' of %s is not on this machine; pull it.".formatted(chosen, IMAGE));
            }
            return chosen;
        }
        var image = EmptyImage.of(view.links());
        var name = OWN + ":" + image.tag();
        if (!present(client, name)) {
            client.loadImageCmd(new ByteArrayInputStream(image.archive(name))).exec();
        }
        return name;
    }

    private static boolean present(DockerClient client, String image) {
        try {
            client.inspectImageCmd(image).exec();
            return true;
        } catch (NotFoundException e) {
            return false;
        }
    }
}
