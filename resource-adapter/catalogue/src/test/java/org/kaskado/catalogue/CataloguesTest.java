package org.kaskado.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CataloguesTest {
    private final Catalogue catalogue = Catalogues.load(CataloguesTest.class.getClassLoader());

    @Test
    void shouldHoldEveryClassOfTheKurentoServer() throws IOException {
        List<String> described = new ArrayList<>();
        for (Descriptors.Type type : catalogue.types()) {
            described.add(line(type));
        }
        assertThat(described).containsExactlyInAnyOrderElementsOf(expected("types.txt"));
    }

    @Test
    void shouldHoldEveryEventRegisterAndEnumerationOfTheKurentoServer() throws IOException {
        List<String> described = new ArrayList<>();
        for (Descriptors.Module module : catalogue.modules()) {
            module.events()
                    .forEach(event -> described.add("event " + event.name() + names(catalogue.allMembers(event))));
            module.registers()
                    .forEach(one -> described.add("register " + one.name() + names(catalogue.allMembers(one))));
            module.enumerations().forEach(one -> described.add("enum " + one.name() + one.values()));
        }
        assertThat(described).containsExactlyInAnyOrderElementsOf(expected("values.txt"));
    }

    @Test
    void shouldFindTypesByBareAndQualifiedName() {
        assertThat(catalogue.type("PlayerEndpoint"))
                .isEqualTo(catalogue.type("kurento.PlayerEndpoint"))
                .isPresent();
        assertThat(catalogue.type("kaskado.PlayerEndpoint")).isEmpty();
        assertThat(catalogue.type("kaskado.MediaInspector")).isPresent();
    }

    @Test
    void shouldGiveAncestorsNearestFirst() {
        assertThat(catalogue.ancestors(catalogue.type("WebRtcEndpoint").orElseThrow()))
                .extracting(Descriptors.Type::name)
                .containsExactly(
                        "BaseRtpEndpoint", "SdpEndpoint", "SessionEndpoint", "Endpoint", "MediaElement", "MediaObject");
    }

    @Test
    void shouldInheritMembersAndEvents() {
        Descriptors.Type player = catalogue.type("PlayerEndpoint").orElseThrow();
        assertThat(catalogue.allOperations(player))
                .extracting(Descriptors.Operation::name)
                .contains("play", "pause", "stop", "connect", "addTag");
        assertThat(catalogue.allEvents(player)).contains("EndOfStream", "UriEndpointStateChanged", "Error");
        assertThat(catalogue.isA("PlayerEndpoint", "MediaElement")).isTrue();
        assertThat(catalogue.isA("PlayerEndpoint", "Hub")).isFalse();
        assertThat(catalogue.isA("EndpointStats", "Stats")).isTrue();
    }

    @Test
    void shouldReadModulesThatAnotherJarBrings(@TempDir Path folder) throws IOException {
        Path index = folder.resolve(Catalogues.FOLDER);
        Files.createDirectories(index);
        Files.writeString(index.resolve("modules"), "own\n");
        Files.writeString(index.resolve("own.kmd.json"), """
                {"name": "own", "version": "1", "imports": ["core"], "remoteClasses": [
                  {"name": "OwnFilter", "doc": "d", "extends": "Filter",
                   "constructor": {"params": [{"name": "mediaPipeline", "type": "MediaPipeline", "doc": "d"}]}}]}
                """);
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
            assertThat(Catalogues.load(loader).type("own.OwnFilter")).isPresent();
        }
    }

    @Test
    void shouldNameFileAndNameWhenAModuleIsWrong() {
        refuse("{'name':'m','version':'1','remoteClasses':[{'name':'A','doc':'d','extends':'B'}]}", "A extends B");
        refuse(
                "{'name':'m','version':'1','remoteClasses':[{'name':'A','doc':'d','extends':'B'},"
                        + "{'name':'B','doc':'d','extends':'A'}]}",
                "A is its own ancestor");
        refuse(
                "{'name':'m','version':'1','remoteClasses':[{'name':'A','doc':'d'},{'name':'A','doc':'d'}]}",
                "A is described twice");
        refuse("{'name':'m','version':'1','remoteClasses':[{'name':'A'}]}", "A needs a text for 'doc'");
        refuse("{'name':'m','version':'1','remoteClass':[]}", "unknown member 'remoteClass'");
        refuse("{'name':'m','version':'1','imports':['n']}", "imports the module n, which is not installed");
        refuse(
                "{'name':'m','version':'1','remoteClasses':[{'name':'A','doc':'d','events':['Bang']}]}",
                "A raises the unknown event Bang");
        refuse(
                "{'name':'m','version':'1','remoteClasses':[{'name':'A','doc':'d','properties':"
                        + "[{'name':'p','type':'Strin','doc':'d'}]}]}",
                "A.p has the unknown type Strin");
        refuse(
                "{'name':'m','version':'1','remoteClasses':[{'name':'A','doc':'d','properties':"
                        + "[{'name':'p','type':'int','doc':'d','defaultValue':'x'}]}]}",
                "A.p has an unfit default: 'p' parameter should be a integer");
        refuse(
                "{'name':'m','version':'1','complexTypes':[{'name':'E','doc':'d','typeFormat':'ENUMS'}]}",
                "typeFormat 'ENUMS'");
    }

    private static void refuse(String json, String problem) {
        JsonObject root =
                Json.createReader(new StringReader(json.replace('\'', '"'))).readObject();
        assertThatThrownBy(() -> Catalogues.assemble(List.of(new ModuleReader("m.kmd.json").read(root))))
                .isInstanceOf(CatalogueException.class)
                .hasMessageStartingWith("m.kmd.json: ")
                .hasMessageContaining(problem);
    }

    private static List<String> expected(String file) throws IOException {
        try (var in = CataloguesTest.class.getResourceAsStream(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    /** One type as the reference lists it: {@code Name < Parent | constructor | properties | operations | events}. */
    private static String line(Descriptors.Type type) {
        List<String> properties = type.properties().stream()
                .map(property -> property.member().name() + ":"
                        + written(property.member().type())
                        + switch (property.access()) {
                            case FINAL -> " final";
                            case READ_ONLY -> " read-only";
                            case READ_WRITE -> "";
                        })
                .toList();
        List<String> operations = type.operations().stream()
                .map(one -> one.name()
                        + parameters(one.parameters())
                        + (one.returns() == null ? "" : " " + written(one.returns())))
                .toList();
        return (type.isAbstract() ? "abstract " : "") + type.name() + " < " + type.parent() + " | "
                + parameters(type.constructor()) + " | " + properties + " | " + operations + " | " + type.events();
    }

    private static String parameters(List<Descriptors.Member> members) {
        return members.stream()
                .map(member -> member.name() + ":" + written(member.type())
                        + (member.defaultValue() != null
                                ? "=" + member.defaultValue()
                                : member.isOptional() ? "?" : ""))
                .toList()
                .toString();
    }

    private static String written(Descriptors.TypeRef type) {
        return type.name()
                + Map.of(Descriptors.Shape.SINGLE, "", Descriptors.Shape.LIST, "[]", Descriptors.Shape.MAP, "<>")
                        .get(type.shape());
    }

    private static String names(List<Descriptors.Member> members) {
        return members.stream()
                .map(member -> member.name() + ":" + written(member.type()))
                .toList()
                .toString();
    }
}
