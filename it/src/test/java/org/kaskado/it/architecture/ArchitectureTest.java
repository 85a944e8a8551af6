package org.kaskado.it.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** STYLE §3 and §4 on the classes of all shipped modules. */
final class ArchitectureTest {
    @TestFactory
    Stream<DynamicTest> shouldKeepTheRulesOfTheHouse() {
        JavaClasses classes = House.classes();
        return Rules.all().entrySet().stream()
                .map(rule -> DynamicTest.dynamicTest(rule.getKey(), () -> check(rule.getValue(), classes)));
    }

    private static void check(ArchRule rule, JavaClasses classes) {
        rule.allowEmptyShould(true).check(classes);
    }
}
