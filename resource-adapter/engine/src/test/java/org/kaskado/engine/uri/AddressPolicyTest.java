package org.kaskado.engine.uri;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressPolicyTest {
    private final AddressPolicy remote = new AddressPolicy(false);
    private final AddressPolicy local = new AddressPolicy(true);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.9.9.9",
                "::1",
                "10.0.0.1",
                "172.16.0.1",
                "192.168.1.1",
                "100.64.0.1",
                "198.18.0.1",
                "192.0.0.1",
                "fd00:ec2::254",
                "fc00::1",
                "fec0::1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "64:ff9b::10.0.0.1",
                "64:ff9b::127.0.0.1",
                "2002:7f00:1::",
                "2002:a00:1::",
                "::127.0.0.2"
            })
    void shouldAllowPrivateAndLoopbackAddressesToLocalCallersOnly(String address) throws UnknownHostException {
        assertThat(remote.refusal(InetAddress.getByName(address))).as(address).isPresent();
        assertThat(local.refusal(InetAddress.getByName(address))).as(address).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "::",
                "169.254.169.254",
                "fe80::1",
                "224.0.0.1",
                "ff02::1",
                "240.0.0.1",
                "255.255.255.255",
                "::ffff:169.254.169.254",
                "64:ff9b::169.254.169.254"
            })
    void shouldRefuseToEverybodyWhatIsNoHost(String address) throws UnknownHostException {
        assertThat(remote.refusal(InetAddress.getByName(address))).as(address).isPresent();
        assertThat(local.refusal(InetAddress.getByName(address))).as(address).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"93.184.216.34", "1.1.1.1", "100.63.0.1", "172.32.0.1", "2606:4700::1111", "198.20.0.1"})
    void shouldAllowPublicAddressesToEverybody(String address) throws UnknownHostException {
        assertThat(remote.refusal(InetAddress.getByName(address))).as(address).isEmpty();
    }
}
