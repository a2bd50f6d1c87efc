/** Where a line stands in a file: its first byte, its bytes without the line's end, and the SHA-256 of them. */
export interface Line {
  at: number
  bytes: number
  hash: string
}

/** A file of lines that was written: its name, and where the lines of its content and of its index stand. */
export interface Pack {
  hash: string
  lines: Line[]
  index: Line[]
}

/**
 * Content-addressed files of a period: what is put under a name never changes, and the name is the SHA-256 of it.
 * A file is one JSON value, or a pack: one JSON value a line, each of which can be read without the others.
 */
export interface ContentStore {
  /** Writes a value as canonical JSON and answers its hash; writing the same again changes nothing. */
  put(period: string, value: unknown): Promise<string>
  /** Reads a file back; throws when it is missing or when its content is not what its name says. */
  get<T>(period: string, hash: string): Promise<T>
  /** Reads a file back without keeping it in memory: for what is read once, or kept in another form. */
  read<T>(period: string, hash: string): Promise<T>
  /** Writes lines as a pack; `index` is told where they stand, and answers the lines that follow them. */
  putPack(period: string, lines: readonly string[], index: (lines: Line[]) => string[]): Promise<Pack>
  /** Reads some lines of a file, those close together at once; throws when one is missing or damaged. */
  lines(period: string, file: ContentFile, lines: readonly Line[]): Promise<string[]>
  /** Reads one line as JSON, and keeps it in memory. */
  line<T>(period: string, pack: string, line: Line): Promise<T>
  /** The objects of a file that is one object with one array, in their order, read whole once and kept as places. */
  split<T>(period: string, hash: string, name: (value: T) => string): Promise<(Line & { name: string })[]>
  /** Reads a whole file, lines or value, and throws when its content is not what its name says. */
  check(period: string, file: ContentFile): Promise<void>
}

/** A file of a release by its name and its form. */
export interface ContentFile {
  hash: string
  form: "value" | "pack"
}

/** SHA-256 of a text as 64 lower-case hexadecimal digits. */
export type Digest = (text: string) => Promise<string>
