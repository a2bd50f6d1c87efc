import type { ProgrammeArchive } from "../selection/programme-archive.ts"
import type { PublicArchive } from "../selection/public-archive.ts"
import type { ContentFile, Line, Pack } from "./content.ts"
import type { Directory, GroupFigures, Leaf } from "./directory.ts"
import type { RowsFile } from "./rows-file.ts"
import type { Series } from "./series.ts"
import type { ListFile, Manifest, Scorecard } from "./snapshot.ts"
import type { CardsFile, FiguresFile, RanksFile } from "./working.ts"

/** What files and lines are, by kind: the gateway has a schema of each. */
export interface ContentKinds {
  manifest: Manifest
  directory: Directory
  leaf: Leaf
  rows: RowsFile
  card: Scorecard
  series: Series
  group: GroupFigures
  /** Of format 1. */
  list: ListFile
  /** Working files. */
  figures: FiguresFile
  details: CardsFile
  ranks: RanksFile
  archive: ProgrammeArchive | PublicArchive
}

export type Kind = keyof ContentKinds

/**
 * Content-addressed files of a period: what is put under a name never changes, and the name is the SHA-256 of it.
 * A file is one JSON value, or a pack: one JSON value a line, each of which can be read without the others. What is
 * missing or not what its name says is FileLost; what is not of the kind that it is read as is Unreadable.
 */
export interface ContentStore {
  /** Writes a value as canonical JSON and answers its hash; writing the same again changes nothing. */
  put(period: string, value: unknown): Promise<string>
  /** Reads a file back. */
  get<K extends Kind>(kind: K, period: string, hash: string): Promise<ContentKinds[K]>
  /** Reads a file back without keeping it in memory: for what is read once, or kept in another form. */
  read<K extends Kind>(kind: K, period: string, hash: string): Promise<ContentKinds[K]>
  /** Writes lines as a pack; `index` is told where they stand, and answers the lines that follow them. */
  putPack(period: string, lines: readonly string[], index: (lines: Line[]) => string[]): Promise<Pack>
  /** Reads some lines of a file as they stand there, those close together at once. */
  lines(period: string, file: ContentFile, lines: readonly Line[]): Promise<string[]>
  /** The same, parsed. */
  values<K extends Kind>(
    kind: K,
    period: string,
    file: ContentFile,
    lines: readonly Line[],
  ): Promise<ContentKinds[K][]>
  /** Reads one line, parsed, and keeps it in memory. */
  line<K extends Kind>(kind: K, period: string, pack: string, line: Line): Promise<ContentKinds[K]>
  /** The objects of a file that is one object with one array, in their order, read whole once and kept as places. */
  split<K extends Kind>(
    kind: K,
    period: string,
    hash: string,
    name: (value: ContentKinds[K]) => string,
  ): Promise<(Line & { name: string })[]>
  /** A file as it stands, piece by piece: none of it is sent on before its piece, and its end only when all of it is whole. */
  parts(period: string, file: ContentFile): AsyncGenerator<string, void, undefined>
  /** Reads a whole file, lines or value, and throws when its content is not what its name says. */
  check(period: string, file: ContentFile): Promise<void>
}
