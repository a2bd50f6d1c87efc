/** A file of an export's archive before it is packed. */
export interface ArchiveFile {
  /** Where it lies in the archive: ASCII, forward slashes. */
  path: string
  text: string
  /** Rows of a table, or objects of a list. */
  rows: number
}

/** A packed file: what the archive's directory and the manifest say of it. */
export interface ArchiveEntry {
  path: string
  rows: number
  /** Bytes unpacked and packed. */
  bytes: number
  packed: number
  crc: number
  /** SHA-256 of the unpacked file. */
  sha256: string
}

/** The finished archive. */
export interface ArchiveSummary {
  bytes: number
  /** SHA-256 of the archive itself. */
  hash: string
}

/** Where the parts and archives of exports are kept: private, one folder for each export. */
export interface ArchiveStore {
  /** Packs the files of one step and keeps them as one part, named by its content. Answers the name. */
  putPart(exportId: string, files: readonly ArchiveFile[]): Promise<string>
  /**
   * Writes one ZIP of all parts in their order; `last` makes the files at its end from what the others are. No more
   * than one part is held at a time. The same parts and the same time make the same bytes.
   */
  assemble(
    exportId: string,
    parts: readonly string[],
    archive: { at: Date; last(entries: readonly ArchiveEntry[]): readonly ArchiveFile[] },
  ): Promise<ArchiveSummary>
  /** The archive as a stream; null when it is not there. */
  open(exportId: string): Promise<{ body: ReadableStream<Uint8Array>; bytes: number } | null>
  /** Removes the parts of an export; they are of no use once it is assembled. */
  removeParts(exportId: string): Promise<void>
  /** Removes everything of an export. */
  remove(exportId: string): Promise<void>
}
