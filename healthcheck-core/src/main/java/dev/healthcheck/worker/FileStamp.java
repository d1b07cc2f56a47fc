package dev.healthcheck.worker;

import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

import org.jspecify.annotations.Nullable;

/**
 * Value object that changes when a file is replaced or written to.
 *
 * @param key what identifies the file on its file system, or {@code null} if unknown
 * @param modified when it was written to, by the clock of the file system
 */
record FileStamp(@Nullable Object key, FileTime modified) {

	static FileStamp of(BasicFileAttributes attributes) {
		return new FileStamp(attributes.fileKey(), attributes.lastModifiedTime());
	}

}
