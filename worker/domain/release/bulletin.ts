/** A table of texts: its columns with their width in characters, and its rows. */
export interface BulletinTable {
  columns: { title: string; width: number; number?: boolean }[]
  rows: string[][]
}

/** What stands under one heading: sentences, then a table where there is one. */
export interface BulletinPart {
  title: string
  lines: string[]
  table: BulletinTable | null
}

/** The 通报 of a released quarter, in words of one language, as a document and as a workbook alike. */
export interface Bulletin {
  title: string
  /** What stands below the title. */
  lines: string[]
  parts: BulletinPart[]
  /** IETF tag of its language, `zh-CN`. */
  language: string
  /** When the release was published, ISO: the same release makes the same file. */
  at: string
}

/** Makes a file of it: bytes of a .docx or an .xlsx. */
export type WriteBulletin = (bulletin: Bulletin) => Promise<Uint8Array<ArrayBuffer>>

/** Rows that a table has at most; the whole stands in the release's CSV. */
export const BULLETIN_ROWS = 500
