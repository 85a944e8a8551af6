package org.kaskado.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PacketPoolTest {
    private final PacketPool pool = new PacketPool(2);

    @Test
    void shouldRefuseAndCountWhenAllBuffersAreInUse() {
        PacketBuffer first = pool.take();
        PacketBuffer second = pool.take();
        assertThat(pool.take()).isNull();
        assertThat(pool.refused()).isEqualTo(1);
        second.release();
        assertThat(pool.take()).isSameAs(second);
        assertThat(first.length()).isZero();
    }

    @Test
    void shouldReturnABufferOnlyWithItsLastReference() {
        PacketBuffer buffer = pool.take();
        buffer.share();
        buffer.release();
        assertThat(pool.inUse()).isEqualTo(1);
        buffer.release();
        assertThat(pool.inUse()).isZero();
        assertThatThrownBy(buffer::release).hasMessageContaining("twice");
    }

    @Test
    void shouldRefuseBoundsOutsideTheArray() {
        PacketBuffer buffer = pool.take();
        buffer.bounds(48, 2000);
        assertThatThrownBy(() -> buffer.bounds(49, 2000)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> buffer.bounds(-1, 2)).isInstanceOf(IndexOutOfBoundsException.class);
    }
}
