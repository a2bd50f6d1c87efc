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

/** A file of a release by its name and its form. */
export interface ContentFile {
  hash: string
  form: "value" | "pack"
}

/** SHA-256 of a text as 64 lower-case hexadecimal digits. */
export type Digest = (text: string) => Promise<string>
