package org.kaskado.it.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The rules that class files can show. */
final class Rules {
    private static final String[] MAY_LOCK = packages(
            "runtime", "workers", "crypto", "ra", "media.ejb", "content.runtime", "web", "kurento.web", "worker.graph");

    private Rules() {}

    static Map<String, ArchRule> all() {
        Map<String, ArchRule> rules = new LinkedHashMap<>();
        rules.put("1 each room uses only the rooms it is given", roomsInOrder());
        rules.put("1 no cycles between rooms", noCycles());
        rules.put("3 pure packages refer to nothing that acts", PureRules.refersToNothingThatActs());
        rules.put("3 pure packages call no clock", PureRules.callsNoClock());
        confinement(rules);
        rules.put(
                "5 no lock outside the shells",
                noClasses()
                        .that()
                        .resideOutsideOfPackages(MAY_LOCK)
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("java.util.concurrent.locks.."));
        rules.put(
                "5 no volatile outside the shells",
                noFields()
                        .that()
                        .areDeclaredInClassesThat()
                        .resideOutsideOfPackages(MAY_LOCK)
                        .should()
                        .haveModifier(JavaModifier.VOLATILE));
        rules.put(
                "5 no synchronized method outside the shells",
                noMethods()
                        .that()
                        .areDeclaredInClassesThat()
                        .resideOutsideOfPackages(MAY_LOCK)
                        .should()
                        .haveModifier(JavaModifier.SYNCHRONIZED));
        rules.put("6 threads are made in one class", ThreadRules.threadsInOneClass());
        rules.put("6 nothing pins a class loader", ThreadRules.nothingPinsAClassLoader());
        rules.put("7 api jars hold vocabulary only", apiJarsHoldVocabulary());
        rules.put(
                "no System.out and no java.util.logging",
                noClasses()
                        .that()
                        .resideOutsideOfPackages(packages("worker"))
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("java.util.logging..", "org.slf4j..", "org.jboss.logging..")
                        .orShould()
                        .accessField(System.class, "out")
                        .orShould()
                        .accessField(System.class, "err"));
        return rules;
    }

    private static void confinement(Map<String, ArchRule> rules) {
        rules.put("4 Netty only in transport.tcp", confined("io.netty..", "transport.tcp"));
        rules.put("4 Bouncy Castle only in crypto", confined("org.bouncycastle..", "crypto"));
        rules.put(
                "4 FFmpeg only below worker in ffmpeg",
                natives("org.bytedeco.ffmpeg..", "org.kaskado.worker..ffmpeg.."));
        rules.put(
                "4 OpenCV only below worker in opencv",
                natives("org.bytedeco.opencv..", "org.kaskado.worker..opencv.."));
        rules.put("4 JavaCPP only in the worker", confined("org.bytedeco..", "worker"));
        rules.put(
                "4 jakarta.resource only in connector and ra",
                confined("jakarta.resource..", "connector", "ra", "media.ejb"));
        rules.put(
                "4 servlet only in the web shells",
                confined("jakarta.servlet..", "web", "kurento.web", "content.runtime", "content"));
        rules.put(
                "4 websocket only in the web shells",
                confined("jakarta.websocket..", "web", "kurento.web", "content.runtime", "content"));
        rules.put("4 EJB only in media.ejb", confined("jakarta.ejb..", "media.ejb"));
        rules.put(
                "4 JPA only in repository.store and records",
                confined("jakarta.persistence..", "repository.store", "records"));
    }

    // ------------------------------------------------------------------------------------------------- conditions

    private static ArchRule roomsInOrder() {
        return classes()
                .that()
                .resideInAPackage("org.kaskado..")
                .should(new ArchCondition<JavaClass>("use only rooms they are given") {
                    @Override
                    public void check(JavaClass item, ConditionEvents events) {
                        String room = Rooms.of(item.getPackageName()).orElse(null);
                        if (room == null) {
                            events.add(
                                    SimpleConditionEvent.violated(item, item.getName() + " is in no room of STYLE §3"));
                            return;
                        }
                        for (Dependency dependency : item.getDirectDependenciesFromSelf()) {
                            Rooms.of(dependency
                                            .getTargetClass()
                                            .getBaseComponentType()
                                            .getPackageName())
                                    .filter(other -> !Rooms.mayUse(room, other))
                                    .ifPresent(other -> events.add(SimpleConditionEvent.violated(
                                            item,
                                            room + " may not use " + other + ": " + dependency.getDescription())));
                        }
                    }
                });
    }

    private static ArchRule noCycles() {
        return slices().assignedFrom(new SliceAssignment() {
                    @Override
                    public SliceIdentifier getIdentifierOf(JavaClass type) {
                        return Rooms.of(type.getPackageName())
                                .map(SliceIdentifier::of)
                                .orElse(SliceIdentifier.ignore());
                    }

                    @Override
                    public String getDescription() {
                        return "rooms";
                    }
                })
                .should()
                .beFreeOfCycles();
    }

    private static ArchRule confined(String what, String... rooms) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(packages(rooms))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(what);
    }

    private static ArchRule natives(String what, String where) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(where)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(what);
    }

    private static ArchRule apiJarsHoldVocabulary() {
        return classes()
                .that()
                .resideInAnyPackage(packages("connector", "content", "repository", "media"))
                .and()
                .resideOutsideOfPackages(packages("content.runtime", "repository.store", "media.ejb"))
                .and()
                .doNotHaveSimpleName("package-info")
                .should(
                        new ArchCondition<JavaClass>(
                                "be interfaces, annotations, values, enums, exceptions or abstract handlers") {
                            @Override
                            public void check(JavaClass item, ConditionEvents events) {
                                boolean allowed = item.isInterface()
                                        || item.isAnnotation()
                                        || item.isRecord()
                                        || item.isEnum()
                                        || item.isAssignableTo(Throwable.class)
                                        || item.getModifiers().contains(JavaModifier.ABSTRACT)
                                        || item.isAnonymousClass()
                                        || isValue(item);
                                if (!allowed) {
                                    events.add(SimpleConditionEvent.violated(
                                            item, item.getName() + " is a class with behaviour in an api jar"));
                                }
                            }
                        });
    }

    private static boolean isValue(JavaClass item) {
        return item.getModifiers().contains(JavaModifier.FINAL)
                && item.getFields().stream()
                        .allMatch(field -> field.getModifiers().contains(JavaModifier.FINAL));
    }

    static String[] packages(String... rooms) {
        return Arrays.stream(rooms)
                .flatMap(room -> Stream.of(Rooms.BASE + room + ".."))
                .toArray(String[]::new);
    }

    static List<String> mayLock() {
        return Arrays.stream(MAY_LOCK).map(name -> name.replace("..", "")).toList();
    }
}
