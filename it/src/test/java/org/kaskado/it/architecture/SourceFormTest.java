package org.kaskado.it.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.SynchronizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** STYLE §6: sizes, and what only sources show. */
final class SourceFormTest {
    private static final int FILE_LINES = 500;
    private static final int METHOD_LINES = 60;
    private static final int PARAMETERS = 5;
    /** A constructor that joins collaborators may take a few more. */
    private static final int CONSTRUCTOR_PARAMETERS = 7;

    private static final Pattern TODO_WITHOUT_ISSUE = Pattern.compile("//.*\\b(TODO|FIXME|XXX)\\b(?!.*#\\d)");

    @Test
    void shouldKeepSizesWithinTheHardLimits() throws IOException {
        assertThat(violations(House.sources())).isEmpty();
    }

    @Test
    void shouldHavePackageInfoInEachPackage() throws IOException {
        List<String> missing = new ArrayList<>();
        for (Path folder :
                House.sources().stream().map(Path::getParent).distinct().toList()) {
            Path info = folder.resolve("package-info.java");
            if (!folder.toString().contains("src/generator") && !(Files.exists(info) && isNullMarked(info))) {
                missing.add(House.root().relativize(folder)
                        + " needs a package-info.java with its purpose and @NullMarked");
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void shouldReportEachKindOfViolation(@TempDir Path folder) throws IOException {
        Path bad = folder.resolve("Bad.java");
        String long60 = "int x = 0;\n" + "x++;\n".repeat(METHOD_LINES);
        Files.writeString(bad, """
                package org.kaskado.net;
                class Bad {
                    void tooLong() { %s }
                    void tooMany(int a, int b, int c, int d, int e, int f) { synchronized (this) { a++; } }
                    // TODO later
                    record Fine(int a, int b, int c, int d, int e, int f, int g) {}
                }
                """.formatted(long60));
        assertThat(violations(List.of(bad)))
                .hasSize(4)
                .anyMatch(line -> line.contains("tooLong"))
                .anyMatch(line -> line.contains("tooMany has 6 parameters"))
                .anyMatch(line -> line.contains("synchronized"))
                .anyMatch(line -> line.contains("TODO"));
    }

    private static boolean isNullMarked(Path info) throws IOException {
        String text = Files.readString(info);
        return text.contains("@NullMarked") && text.contains("/**");
    }

    private static List<String> violations(List<Path> sources) throws IOException {
        List<String> found = new ArrayList<>();
        for (Path source : sources) {
            List<String> lines = Files.readAllLines(source);
            if (lines.size() > FILE_LINES) {
                found.add(source + " has " + lines.size() + " lines, allowed are " + FILE_LINES);
            }
            for (int i = 0; i < lines.size(); i++) {
                if (TODO_WITHOUT_ISSUE.matcher(lines.get(i)).find()) {
                    found.add(source + ":" + (i + 1) + " has a TODO without an issue number");
                }
            }
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, files, null, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(sources));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            for (CompilationUnitTree unit : task.parse()) {
                new FormScanner(unit, positions, found).scan(unit, null);
            }
        }
        return found;
    }

    private static final class FormScanner extends TreeScanner<@Nullable Void, @Nullable Void> {
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final List<String> found;
        private final boolean mayLock;
        private boolean isRecord;

        FormScanner(CompilationUnitTree unit, SourcePositions positions, List<String> found) {
            this.unit = unit;
            this.positions = positions;
            this.found = found;
            String name = String.valueOf(unit.getPackageName());
            this.mayLock = Rules.mayLock().stream().anyMatch(each -> name.equals(each) || name.startsWith(each + "."));
        }

        @Override
        public @Nullable Void visitClass(ClassTree type, @Nullable Void nothing) {
            boolean outer = isRecord;
            isRecord = type.getKind() == Tree.Kind.RECORD;
            super.visitClass(type, nothing);
            isRecord = outer;
            return null;
        }

        @Override
        public @Nullable Void visitMethod(MethodTree method, @Nullable Void nothing) {
            String name = unit.getSourceFile().getName() + " " + method.getName();
            long start = positions.getStartPosition(unit, method);
            long end = positions.getEndPosition(unit, method);
            if (start >= 0 && end >= 0) {
                long lines =
                        unit.getLineMap().getLineNumber(end) - unit.getLineMap().getLineNumber(start) + 1;
                if (lines > METHOD_LINES) {
                    found.add(name + " has " + lines + " lines, allowed are " + METHOD_LINES);
                }
            }
            boolean isConstructor = method.getReturnType() == null;
            int allowed = isConstructor ? CONSTRUCTOR_PARAMETERS : PARAMETERS;
            if (method.getParameters().size() > allowed && !(isConstructor && isRecord)) {
                found.add(name + " has " + method.getParameters().size() + " parameters, allowed are " + allowed
                        + ": make a record of them");
            }
            return super.visitMethod(method, nothing);
        }

        @Override
        public @Nullable Void visitSynchronized(SynchronizedTree block, @Nullable Void nothing) {
            if (!mayLock) {
                found.add(unit.getSourceFile().getName() + " has a synchronized block in " + unit.getPackageName());
            }
            return super.visitSynchronized(block, nothing);
        }
    }
}
