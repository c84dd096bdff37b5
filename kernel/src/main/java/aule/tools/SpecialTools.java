package aule.tools;

import aule.kernel.ToolName;
import java.util.Optional;

/** Tools that are offered to nobody, and that nobody may call, unless the caller's permission names them. */
@FunctionalInterface
public interface SpecialTools {

    Optional<Tool> named(ToolName name);
}
