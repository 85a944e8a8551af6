/**
 * JCA life cycle and pool contract, and the delivery of events; nothing else (Jakarta Connectors 2.1: chapters 5 life
 * cycle, 6 connection management, 10 work management, 12 and 13 inbound).
 *
 * <pre>
 *  MediaConnectionFactory ─► pool ─► TicketConnection ─► JcaMediaConnection ─► engine
 *  engine ─► EventDelivery ─► one PipelineQueue each ─► WorkManager ─► message-driven bean
 * </pre>
 *
 * <p>Threads: the container's call the adapter; media threads only enqueue events; the thread {@code kaskado-events} hands
 * waiting queues to the container's work manager.
 */
@NullMarked
package org.kaskado.ra;

import org.jspecify.annotations.NullMarked;
