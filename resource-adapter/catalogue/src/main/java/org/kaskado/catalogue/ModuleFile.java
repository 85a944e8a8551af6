package org.kaskado.catalogue;

import java.util.List;

/**
 * A module as read from one file.
 *
 * @param imports names of the modules that its types, events and registers may refer to, besides its own
 */
record ModuleFile(String path, Descriptors.Module module, List<String> imports) {}
