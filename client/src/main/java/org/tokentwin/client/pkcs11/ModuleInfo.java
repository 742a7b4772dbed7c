package org.tokentwin.client.pkcs11;

import java.nio.file.Path;

/** What C_GetInfo says of a module, and where it was loaded from. Versions are {@code major.minor}. */
public record ModuleInfo(
        Path path, String cryptokiVersion, String manufacturer, String description, String libraryVersion) {}
