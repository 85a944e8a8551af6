package org.kaskado.ice;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kaskado.net.TransportProtocol;

class CandidateLineTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "candidate:1 1 udp 2130706431 203.0.113.141 8998 typ host",
                "candidate:2 1 udp 1694498815 192.0.2.3 45664 typ srflx raddr 203.0.113.141 rport 8998",
                "candidate:842163049 1 udp 1677729535 198.51.100.7 46154 typ srflx raddr 0.0.0.0 rport 0 generation 0"
                        + " ufrag EsAw network-cost 999",
                "candidate:1 1 tcp 2105458943 10.0.1.1 9 typ host tcptype active",
                "candidate:7 2 tcp 1 2001:db8::8 10000 typ host tcptype passive",
                "candidate:Ab+/ 1 udp 1 5f1d-4c-b.local 51554 typ host generation 0 ufrag x network-cost 50",
                "candidate:9 1 udp 4294967295 fe80::1 1 typ relay raddr 2001:db8::1 rport 9"
            })
    void shouldPrintWhatItRead(String line) {
        CandidateLine read = CandidateLine.parse("a=" + line);
        assertThat(read.error()).isEmpty();
        assertThat(read.candidate().toLine()).isEqualTo(line);
        assertThat(CandidateLine.parse(line.substring("candidate:".length())).candidate())
                .isEqualTo(read.candidate());
    }

    @Test
    void shouldReadEachField() {
        Candidate candidate = CandidateLine.parse(
                        "candidate:3 1 TCP 1518280447 2001:DB8:0:0::1 443 typ relay raddr 192.0.2.3 rport 7 tcptype so a b")
                .candidate();
        assertThat(candidate.protocol()).isEqualTo(TransportProtocol.TCP);
        assertThat(candidate.socketAddress()).isEqualTo(VirtualNetwork.address("2001:db8::1", 443));
        assertThat(candidate.type()).isEqualTo(CandidateType.RELAYED);
        assertThat(candidate.tcpType()).isEqualTo(TcpType.SIMULTANEOUS_OPEN);
        assertThat(candidate.relatedHost()).isEqualTo("192.0.2.3");
        assertThat(candidate.extension("a")).isEqualTo("b");
        assertThat(candidate.extension("z")).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|only 1 words",
                "candidate:1 1 udp 1 192.0.2.1 5 host x|seventh word",
                "candidate:€ 1 udp 1 192.0.2.1 5 typ host|foundation",
                "candidate:1 0 udp 1 192.0.2.1 5 typ host|component",
                "candidate:1 1 sctp 1 192.0.2.1 5 typ host|'sctp' is not supported: udp and tcp are",
                "candidate:1 1 udp -1 192.0.2.1 5 typ host|priority",
                "candidate:1 1 udp 4294967296 192.0.2.1 5 typ host|priority",
                "candidate:1 1 udp 1 192.0.2.256 5 typ host|neither an address nor a name",
                "candidate:1 1 udp 1 1:2:3 5 typ host|neither an address nor a name",
                "candidate:1 1 udp 1 192.0.2.1 65536 typ host|port",
                "candidate:1 1 udp 1 192.0.2.1 5 typ guest|host, srflx, prflx and relay",
                "candidate:1 1 tcp 1 192.0.2.1 5 typ host|needs 'tcptype'",
                "candidate:1 1 tcp 1 192.0.2.1 5 typ host tcptype x|active, passive or so"
            })
    void shouldSayWhatIsWrong(String line, String part) {
        CandidateLine read = CandidateLine.parse(line);
        assertThat(read.candidate()).isNull();
        assertThat(read.error()).contains(part);
    }

    @Test
    void shouldRefuseLongLinesAndManyExtensions() {
        String line = "candidate:1 1 udp 1 192.0.2.1 5 typ host";
        assertThat(CandidateLine.parse(line + " a b".repeat(17)).error()).contains("more than 16 extensions");
        assertThat(CandidateLine.parse(line + " a b".repeat(1000)).error()).contains("longer than");
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1,192.0.2.1",
        "::,::",
        "::1,::1",
        "2001:db8:0:0:1:0:0:1,2001:db8::1:0:0:1",
        "fe80:0:0:0:0:0:0:1,fe80::1",
        "1:2:3:4:5:6:7:8,1:2:3:4:5:6:7:8",
        "1::,1::",
        "64:ff9b::192.0.2.33,64:ff9b::c000:221",
        "::ffff:192.0.2.1,192.0.2.1"
    })
    void shouldReadAndPrintAddresses(String text, String printed) {
        assertThat(IpLiteral.print(IpLiteral.parse(text))).isEqualTo(printed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":",
                ":::",
                "1",
                "1.2.3",
                "1.2.3.4.5",
                "01.2.3.4444",
                "1::2::3",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "::1%eth0",
                "g::1",
                "12345::",
                "1.2.3.4:5",
                "1:2:3:4:5:6:7::8:9",
                "localhost",
                "٣.1.1.1",
                "1.2.3.4::"
            })
    void shouldRefuseWhatIsNoAddress(String text) {
        assertThat(IpLiteral.parse(text)).isNull();
    }

    @Test
    void shouldRankDatagramsBeforeStreamsAndHostsBeforeRelays() {
        long udpHost = LocalCandidate.priority(CandidateType.HOST, TransportProtocol.UDP, 65_535);
        assertThat(udpHost).isEqualTo(2_130_706_431L);
        long reflexive = LocalCandidate.priority(CandidateType.SERVER_REFLEXIVE, TransportProtocol.UDP, 65_535);
        long tcpHost = LocalCandidate.priority(CandidateType.HOST, TransportProtocol.TCP, 65_535);
        long relayed = LocalCandidate.priority(CandidateType.RELAYED, TransportProtocol.UDP, 65_535);
        assertThat(udpHost).isGreaterThan(reflexive);
        assertThat(reflexive).isGreaterThan(tcpHost);
        assertThat(tcpHost).isGreaterThan(relayed);
    }
}
