package aule.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Tells whoever fills in a record, often a model, what a component is for and which numbers it takes. */
@Target({ElementType.FIELD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Describe {

    String value();

    /** The least number allowed. */
    long min() default Long.MIN_VALUE;

    /** The greatest number allowed. */
    long max() default Long.MAX_VALUE;
}
