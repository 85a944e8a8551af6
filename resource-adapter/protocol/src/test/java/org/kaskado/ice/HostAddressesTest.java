package org.kaskado.ice;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostAddressesTest {
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1 10.0.0.5 fe80::1 2001:db8::5 ::1,false,10.0.0.5 2001:db8::5",
        "127.0.0.1 10.0.0.5 10.0.0.5,true,10.0.0.5 127.0.0.1",
        "127.0.0.1 ::1,false,127.0.0.1 ::1",
        "127.0.0.1 169.254.1.2,false,169.254.1.2",
        "0.0.0.0 :: 224.0.0.1 192.0.2.1,false,192.0.2.1",
    })
    void shouldLeaveOutWhatNoPeerCanUse(String all, boolean isLoopbackWanted, String expected) {
        assertThat(HostAddresses.choose(addresses(all), isLoopbackWanted))
                .containsExactlyElementsOf(addresses(expected));
    }

    private static List<InetAddress> addresses(String text) {
        return Arrays.stream(text.split(" "))
                .map(IpLiteral::parse)
                .map(Objects::requireNonNull)
                .toList();
    }
}
