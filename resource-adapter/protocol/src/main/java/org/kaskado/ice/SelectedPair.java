package org.kaskado.ice;

import org.kaskado.net.FiveTuple;

/** The pair in use, for statistics and events. */
public record SelectedPair(Candidate local, Candidate remote, FiveTuple path) {}
