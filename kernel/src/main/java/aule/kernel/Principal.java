package aule.kernel;

import java.util.Set;

/** Who is asking: a person or a program of one organisation, and what they may do. */
public record Principal(OrgId org, UserId user, String name, Set<String> permissions) {

    public Principal {
        permissions = Set.copyOf(permissions);
    }

    /** @throws AuleException with {@code FORBIDDEN} unless the principal holds the permission */
    public void require(String permission) {
        if (!permissions.contains(permission)) {
            throw new AuleException(
                    ErrorCode.FORBIDDEN, "%s needs '%s'; ask an owner to grant it.".formatted(name, permission));
        }
    }
}
