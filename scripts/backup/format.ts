import { createHash } from "node:crypto"
import { chmod, mkdir, open, readFile, rename, writeFile } from "node:fs/promises"
import { dirname, join } from "node:path"
import type { InValue, Value } from "@libsql/client"
import { z } from "zod"

/** A reason not to go on that the person at the terminal can do something about; the message is for them. */
export class BackupRefused extends Error {}

/** One table of a dump: its rows in order, and the SHA-256 of its file. */
export interface TableRecord {
  name: string
  rows: number
  sha256: string
}

/** One city of a backup. */
export interface CellRecord {
  code: string
  name: string | null
  hosts: string[] | null
  /** The newest migration of its database, as in the journal: `0003_tenants`. */
  schema: string
  tables: TableRecord[]
  /** Its objects of the bucket and the SHA-256 of their list; null when the bucket is copied apart. */
  files: { count: number; bytes: number; sha256: string } | null
}

/** What a backup holds. It is written last: a backup without it is not complete. */
export interface BackupManifest {
  format: 1
  /** When the reading began: every write acknowledged before is in it. */
  at: string
  cells: CellRecord[]
}

/** One object of the bucket. */
export interface FileRecord {
  key: string
  bytes: number
  sha256: string
}

export const manifestFile = (backup: string) => join(backup, "manifest.json")
export const tableFile = (backup: string, code: string, table: string) =>
  join(backup, code, "tables", `${table}.jsonl`)
export const fileList = (backup: string, code: string) => join(backup, code, "files.jsonl")
export const objectFile = (backup: string, code: string, key: string) => join(backup, code, "files", key)
/** The secret that signs sessions and seals second factors; absent for a remote database. */
export const secretFile = (backup: string, code: string) => join(backup, code, "secret")

/** SHA-256 as 64 hexadecimal digits. */
export function sha256(bytes: Uint8Array | string): string {
  return createHash("sha256").update(bytes).digest("hex")
}

/** Makes a folder that only its owner reads: a backup holds everything that the city holds. */
export async function privateFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
}

/** Writes a file for its owner only, and waits until it is on the disk. */
export async function writePrivate(file: string, content: string | Uint8Array): Promise<void> {
  await privateFolder(dirname(file))
  const handle = await open(file, "w", 0o600)
  try {
    await handle.writeFile(content)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Writes the manifest, whole or not at all. */
export async function writeManifest(backup: string, manifest: BackupManifest): Promise<void> {
  const aside = `${manifestFile(backup)}.part`
  await writeFile(aside, `${JSON.stringify(manifest, null, 2)}\n`)
  await chmod(aside, 0o600)
  await rename(aside, manifestFile(backup))
}

const manifestShape: z.ZodType<BackupManifest> = z.object({
  format: z.literal(1),
  at: z.string(),
  cells: z.array(
    z.object({
      code: z.string(),
      // What a backup from before these were written does not say.
      name: z.string().nullable().default(null),
      hosts: z.array(z.string()).nullable().default(null),
      schema: z.string(),
      tables: z.array(z.object({ name: z.string(), rows: z.number(), sha256: z.string() })),
      files: z.object({ count: z.number(), bytes: z.number(), sha256: z.string() }).nullable(),
    }),
  ),
})

const codeForm = /^\d{4}00$/
const nameForm = /^\w+$/

/** Reads a backup's manifest; refuses a folder that holds none, or one of another format. */
export async function readManifest(backup: string): Promise<BackupManifest> {
  const text = await readFile(manifestFile(backup), "utf8").catch(() => null)
  if (text === null)
    throw new BackupRefused(
      `${backup} holds no complete backup: its manifest.json, written last, is missing.`,
    )
  try {
    const manifest = manifestShape.parse(JSON.parse(text))
    const named = (cell: CellRecord) =>
      codeForm.test(cell.code) && cell.tables.every(({ name, rows }) => nameForm.test(name) && rows >= 0)
    if (manifest.format === 1 && manifest.cells.length > 0 && manifest.cells.every(named)) return manifest
  } catch {
    // Said below.
  }
  throw new BackupRefused(`${manifestFile(backup)} is damaged or of another format.`)
}

type Encoded = null | string | number | { i: string } | { b: string }

function encoded(value: Value): Encoded {
  if (typeof value === "bigint") {
    const number = Number(value)
    return Number.isSafeInteger(number) ? number : { i: String(value) }
  }
  return value instanceof ArrayBuffer ? { b: Buffer.from(value).toString("base64") } : value
}

/** Values of SQLite as JSON: integers that JavaScript cannot hold and bytes are marked. */
export function encodeRow(row: readonly Value[]): string {
  return JSON.stringify(row.map(encoded))
}

/** One value of a line: a line is one of a million, so it is looked at by hand. */
function decoded(value: unknown): InValue {
  if (typeof value === "number") return Number.isSafeInteger(value) ? BigInt(value) : value
  if (value === null || typeof value === "string") return value
  if (typeof value === "object" && "i" in value) return BigInt(String(value.i))
  if (typeof value === "object" && "b" in value) return Buffer.from(String(value.b), "base64")
  throw new BackupRefused("A line of a table is damaged.")
}

/** The opposite of encodeRow. Whole numbers become integers; SQLite makes them real again where a column is. */
export function decodeRow(line: string): InValue[] {
  const values: unknown = JSON.parse(line)
  if (!Array.isArray(values)) throw new BackupRefused("A line of a table is damaged.")
  return values.map(decoded)
}
