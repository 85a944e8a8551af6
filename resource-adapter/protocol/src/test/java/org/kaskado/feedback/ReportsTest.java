package org.kaskado.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.kaskado.net.Drop;
import org.kaskado.rtcp.ReceiverReport;
import org.kaskado.rtcp.ReportBlock;
import org.kaskado.rtcp.Rtcp;
import org.kaskado.rtcp.RtcpHandler;
import org.kaskado.rtcp.SenderReport;

class ReportsTest {
    private static final long MS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final NtpClock CLOCK = new NtpClock(0, 1_700_000_000L * SECOND);

    @Test
    void shouldCountLossesAcrossTheWrapAndPerInterval() {
        ReceiveStatistics statistics = new ReceiveStatistics(7, 90_000);
        for (int i = 0; i < 100; i++) {
            if (i % 4 != 1) {
                statistics.onPacket(i * 20 * MS, (65_500 + i) & 0xFFFF, i * 1_800L, 100);
            }
        }
        ReportBlock block = statistics.report(2 * SECOND);
        assertThat(block.ssrc()).isEqualTo(7);
        assertThat(block.cumulativeLost()).isEqualTo(25);
        assertThat(block.fractionLost()).isEqualTo(64);
        assertThat(block.highestSequence()).isEqualTo(65_599);
        assertThat(block.jitter()).isZero();
        for (int i = 100; i < 120; i++) {
            statistics.onPacket(i * 20 * MS, (65_500 + i) & 0xFFFF, i * 1_800L, 100);
        }
        assertThat(statistics.report(3 * SECOND).fractionLost()).isZero();
        assertThat(statistics.payloadBytes()).isEqualTo(95 * 100);
    }

    @Test
    void shouldMeasureJitterAsTheAppendixDoes() {
        ReceiveStatistics statistics = new ReceiveStatistics(7, 48_000);
        Random random = new Random(3);
        double expected = 0;
        long previous = 0;
        for (int i = 0; i < 500; i++) {
            long late = random.nextInt(10) * MS;
            statistics.onPacket(i * 20 * MS + late, i, i * 960L, 50);
            if (i > 0) {
                expected += (Math.abs(late - previous) - expected) / 16;
            }
            previous = late;
        }
        assertThat(statistics.jitterNs()).isCloseTo((long) expected, within(MS / 10));
    }

    @Test
    void shouldBeginAnewWhenASourceDoes() {
        ReceiveStatistics statistics = new ReceiveStatistics(7, 48_000);
        statistics.onPacket(0, 10, 0, 50);
        statistics.onPacket(1, 12, 0, 50);
        statistics.onPacket(2, 40_000, 0, 50);
        assertThat(statistics.cumulativeLost()).isEqualTo(1);
        statistics.onPacket(3, 40_001, 0, 50);
        statistics.onPacket(4, 40_003, 0, 50);
        assertThat(statistics.cumulativeLost()).isEqualTo(2);
        assertThat(statistics.report(5).highestSequence()).isEqualTo(40_003);
    }

    @Test
    void shouldKnowTheRoundTripAndTheClockOfTheOtherSide() {
        Reports sender = new Reports(new ReportConfig(1, "a", SECOND, 4), CLOCK);
        Reports receiver = new Reports(new ReportConfig(2, "b", SECOND, 4), CLOCK);
        SendStatistics sent = sender.addSent(0, 100, 90_000);
        ReceiveStatistics received = Objects.requireNonNull(receiver.addReceived(0, 100, 90_000));
        long now = 0;
        while (now < 5 * SECOND) {
            sent.onPacket(now, now / MS * 90, 1_000);
            received.onPacket(now + 30 * MS, (int) (now / (20 * MS)), now / MS * 90, 1_000);
            long sentNs = now;
            sender.onTime(now, compound -> read(compound, receiver, sentNs + 30 * MS));
            receiver.onTime(now + 30 * MS, compound -> read(compound, sender, sentNs + 70 * MS));
            now += 20 * MS;
        }
        assertThat(sender.rttNs()).isCloseTo(70 * MS, within(MS));
        assertThat(received.hasSenderReport()).isTrue();
        assertThat(NtpClock.unixNsOf(received.ntpOf(2_000 * 90))).isCloseTo(CLOCK.unixNs() + 2 * SECOND, within(MS));
        assertThat(sent.lastFractionLost()).isZero();
    }

    private static void read(byte[] compound, Reports to, long atNs) {
        Drop drop = Rtcp.parse(compound, 0, compound.length, new RtcpHandler() {
            @Override
            public void onSenderReport(SenderReport report) {
                to.onSenderReport(atNs, report);
            }

            @Override
            public void onReceiverReport(ReceiverReport report) {
                to.onReceiverReport(atNs, report);
            }
        });
        assertThat(drop).isEqualTo(Drop.NONE);
    }

    @Test
    void shouldBeSilentWhenNothingFlowsAndRefuseTooManySources() {
        Reports reports = new Reports(new ReportConfig(1, "a", SECOND, 2), CLOCK);
        assertThat(reports.deadlineNs()).isEqualTo(Reports.NEVER);
        assertThat(reports.addReceived(0, 5, 90_000)).isNotNull();
        assertThat(reports.addReceived(0, 6, 90_000)).isNotNull();
        assertThat(reports.addReceived(0, 7, 90_000)).isNull();
        List<byte[]> out = new ArrayList<>();
        for (long now = 0; now < 10 * SECOND; now += 100 * MS) {
            reports.onTime(now, out::add);
        }
        assertThat(out).isEmpty();
        reports.removeReceived(5);
        reports.removeReceived(6);
        reports.onTime(20 * SECOND, out::add);
        assertThat(reports.deadlineNs()).isEqualTo(Reports.NEVER);
    }

    @Test
    void shouldStayWithinADatagramWithManySources() {
        Reports reports = new Reports(new ReportConfig(1, "cname-of-sixteen", SECOND, 200), CLOCK);
        for (int i = 0; i < 200; i++) {
            Objects.requireNonNull(reports.addReceived(0, 1_000 + i, 90_000)).onPacket(1, 5, 5, 5);
            reports.addSent(0, 5_000 + i, 90_000).onPacket(1, 5, 5);
        }
        List<byte[]> out = new ArrayList<>();
        reports.onTime(2 * SECOND, out::add);
        assertThat(out).hasSizeGreaterThan(10).allMatch(compound -> compound.length <= 1_200);
        int[] reported = new int[1];
        out.forEach(compound -> Rtcp.parse(compound, 0, compound.length, new RtcpHandler() {
            @Override
            public void onSenderReport(SenderReport report) {
                reported[0]++;
            }
        }));
        assertThat(reported[0]).isEqualTo(200);
    }
}
