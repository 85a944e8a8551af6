package org.kaskado.it.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethodWhere;
import static com.tngtech.archunit.lang.conditions.ArchConditions.dependOnClassesThat;
import static com.tngtech.archunit.lang.conditions.ArchConditions.never;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import java.util.Set;

/** What pure packages must not do. */
final class PureRules {
    private static final String[] PURE = Rules.packages(
            "net",
            "frame",
            "stun",
            "ice",
            "dtls",
            "rtp",
            "sctp",
            "srtp",
            "rtcp",
            "feedback",
            "jitter",
            "payload",
            "session",
            "forward",
            "sdp",
            "negotiation",
            "rpc",
            "signalling",
            "kurento",
            "processing");

    private static final Set<String> CLOCKS = Set.of(
            "java.lang.System.nanoTime",
            "java.lang.System.currentTimeMillis",
            "java.time.Instant.now",
            "java.time.LocalDateTime.now",
            "java.time.OffsetDateTime.now",
            "java.time.ZonedDateTime.now");

    private PureRules() {}

    static ArchRule refersToNothingThatActs() {
        DescribedPredicate<JavaClass> acts = describe("act", type -> {
            String name = type.getName();
            String in = type.getPackageName();
            return name.startsWith("java.net.Socket")
                    || name.equals("java.net.ServerSocket")
                    || name.equals("java.net.DatagramSocket")
                    || in.equals("java.nio.channels")
                    || in.equals("java.nio.file")
                    || in.equals("java.net.http")
                    || (in.equals("java.io") && name.matches(".*(File|Socket).*"))
                    || name.equals("java.io.InputStream")
                    || name.equals("java.io.OutputStream")
                    || name.equals("java.lang.Thread")
                    || name.equals("java.lang.System$Logger")
                    || name.equals("java.time.Clock")
                    || (in.startsWith("java.util.concurrent") && !name.equals("java.util.concurrent.TimeUnit"))
                    || in.startsWith("java.util.logging")
                    || in.startsWith("io.netty")
                    || in.startsWith("org.bouncycastle")
                    || in.startsWith("org.bytedeco");
        });
        DescribedPredicate<JavaClass> jakarta = describe(
                "are Jakarta types",
                type -> type.getPackageName().startsWith("jakarta.")
                        && !type.getPackageName().startsWith("jakarta.json"));
        DescribedPredicate<JavaClass> json =
                describe("are JSON types", type -> type.getPackageName().startsWith("jakarta.json"));
        return classes()
                .that()
                .resideInAnyPackage(PURE)
                .and()
                .resideOutsideOfPackages(Rules.packages("kurento.web"))
                .should(never(dependOnClassesThat(acts.or(jakarta))))
                .andShould(new ArchCondition<JavaClass>("use JSON types only in rpc and kurento") {
                    @Override
                    public void check(JavaClass item, ConditionEvents events) {
                        if (!resideInAnyPackage(Rules.packages("rpc", "signalling", "kurento"))
                                .test(item)) {
                            never(dependOnClassesThat(json)).check(item, events);
                        }
                    }
                });
    }

    static ArchRule callsNoClock() {
        return noClasses()
                .that()
                .resideInAnyPackage(PURE)
                .and()
                .resideOutsideOfPackages(Rules.packages("kurento.web"))
                .should(callMethodWhere(ThreadRules.call("a clock", CLOCKS)));
    }
}
