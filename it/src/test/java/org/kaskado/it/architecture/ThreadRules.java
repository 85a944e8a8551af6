package org.kaskado.it.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethodWhere;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;

/** Where threads come from, and what would outlive a redeploy. */
final class ThreadRules {
    /** The one class of the server that makes threads; the worker process makes its own. */
    private static final String THREAD_FACTORY = Rooms.BASE + "runtime.MediaThreads";

    private static final Set<String> PINNING_CALLS = Set.of(
            "java.util.concurrent.CompletableFuture.completeOnTimeout", // these three start a thread of the JDK
            "java.util.concurrent.CompletableFuture.delayedExecutor", // that lives as long as the server
            "java.util.concurrent.CompletableFuture.orTimeout",
            "java.lang.Process.onExit",
            "java.lang.ProcessHandle.onExit",
            "java.lang.ref.Cleaner.create",
            "java.security.Security.addProvider",
            "java.security.Security.insertProviderAt",
            "java.util.Collection.parallelStream",
            "java.util.List.parallelStream",
            "java.util.Set.parallelStream");

    private ThreadRules() {}

    static ArchRule threadsInOneClass() {
        DescribedPredicate<JavaAccess<?>> makesThread = describe("makes a thread", access -> {
            JavaClass owner = access.getTargetOwner();
            return (access.getName().equals("<init>") && owner.isAssignableTo(Thread.class))
                    || owner.getName().equals("java.util.concurrent.Executors")
                    || owner.getName().equals("java.util.Timer")
                    || (access.getName().equals("<init>") && owner.getName().endsWith("ThreadPoolExecutor"))
                    || owner.getName().equals("java.util.concurrent.ForkJoinPool");
        });
        return noClasses()
                .that()
                .resideOutsideOfPackages(Rules.packages("worker"))
                .and()
                .doNotHaveFullyQualifiedName(THREAD_FACTORY)
                .should()
                .accessTargetWhere(makesThread);
    }

    static ArchRule nothingPinsAClassLoader() {
        DescribedPredicate<JavaMethodCall> pins = call("that pins a class loader", PINNING_CALLS);
        DescribedPredicate<JavaMethodCall> commonPool = describe(
                "an asynchronous stage without executor",
                call -> (call.getTargetOwner().isAssignableTo(java.util.concurrent.CompletionStage.class))
                        && call.getName().endsWith("Async")
                        && call.getTarget().getRawParameterTypes().stream()
                                .noneMatch(type -> type.isEquivalentTo(java.util.concurrent.Executor.class)));
        return noClasses()
                .that()
                .resideOutsideOfPackages(Rules.packages("worker"))
                .should(callMethodWhere(pins.or(commonPool)))
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(ThreadLocal.class);
    }

    /** Calls of these methods. */
    static DescribedPredicate<JavaMethodCall> call(String description, Set<String> names) {
        return describe(
                description, call -> names.contains(call.getTargetOwner().getName() + "." + call.getName()));
    }
}
