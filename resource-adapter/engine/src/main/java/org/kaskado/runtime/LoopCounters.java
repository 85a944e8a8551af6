package org.kaskado.runtime;

/**
 * What a loop has done so far; a snapshot.
 *
 * @param turns times the loop woke up
 * @param tasks posted tasks that ran
 * @param deadlines deadline tasks that ran
 * @param failed tasks of either kind that threw
 * @param dropped tasks posted after the loop's end
 * @param waiting tasks that wait to run
 */
public record LoopCounters(long turns, long tasks, long deadlines, long failed, long dropped, long waiting) {}
