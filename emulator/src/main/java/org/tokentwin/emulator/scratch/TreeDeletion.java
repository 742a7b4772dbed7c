package org.tokentwin.emulator.scratch;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Deletes a directory with all that is in it. Links are deleted, not followed; what is gone already is as good as deleted. */
public final class TreeDeletion extends SimpleFileVisitor<Path> {
    private TreeDeletion() {}

    /** @param directory need not be there */
    public static void delete(Path directory) throws IOException {
        Files.walkFileTree(directory, new TreeDeletion());
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException exception) throws IOException {
        if (exception instanceof NoSuchFileException) {
            return FileVisitResult.CONTINUE;
        }
        throw exception;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        Files.deleteIfExists(file);
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException exception) throws IOException {
        if (exception != null) {
            throw exception;
        }
        Files.deleteIfExists(directory);
        return FileVisitResult.CONTINUE;
    }
}
