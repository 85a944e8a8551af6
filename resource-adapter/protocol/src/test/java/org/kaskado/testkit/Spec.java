package org.kaskado.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the sections of specifications that a test shows, such as {@code @Spec("RFC 8445 §7.3.1.1")}. The build prints
 * {@code ear/docs/conformance.md} from these, and from sections cited the same way in comments of tests.
 */
@Documented
@Retention(RetentionPolicy.SOURCE)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Spec {
    String[] value();
}
