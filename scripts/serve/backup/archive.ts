import { createHash } from "node:crypto"
import { createReadStream, createWriteStream } from "node:fs"
import { mkdir, open } from "node:fs/promises"
import { Readable, Transform } from "node:stream"
import { pipeline } from "node:stream/promises"
import type { ReadableStream as WebStream } from "node:stream/web"
import { Decrypter, Encrypter, generateIdentity, identityToRecipient } from "age-encryption"
import { create, extract } from "tar"
import { Refused } from "../refused.ts"

/** A key that opens backups, and what they are sealed for; made where a city is made. */
export async function newKey(): Promise<{ identity: string; recipient: string }> {
  const identity = await generateIdentity()
  return { identity, recipient: await identityToRecipient(identity) }
}

const toWeb = (stream: Readable) => Readable.toWeb(stream) as unknown as ReadableStream<Uint8Array>
const fromWeb = (stream: ReadableStream<Uint8Array>) => Readable.fromWeb(stream as unknown as WebStream)

/** What a file of an archive is, for who comes back for it. */
export interface PackedArchive {
  bytes: number
  sha256: string
}

/** Packs a folder into one file, sealed for all recipients (age) when there are any; it is on the disk at the end. */
export async function packFolder(
  folder: string,
  file: string,
  recipients: readonly string[],
): Promise<PackedArchive> {
  const packed = create({ gzip: true, cwd: folder, portable: true }, ["."]) as unknown as Readable
  let content = Readable.from(packed)
  if (recipients.length > 0) {
    const sealing = new Encrypter()
    for (const recipient of recipients) sealing.addRecipient(recipient)
    content = fromWeb(await sealing.encrypt(toWeb(content)))
  }
  const hash = createHash("sha256")
  let bytes = 0
  const counted = new Transform({
    transform(chunk: Buffer, _, next) {
      hash.update(chunk)
      bytes += chunk.byteLength
      next(null, chunk)
    },
  })
  await pipeline(content, counted, createWriteStream(file, { mode: 0o600 }))
  const handle = await open(file)
  await handle.sync().finally(() => handle.close())
  return { bytes, sha256: hash.digest("hex") }
}

/** Unpacks an archive into a new folder. `identities` open one that is sealed. Throws Refused. */
export async function unpackArchive(
  file: string,
  folder: string,
  identities: readonly string[],
): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  let content: Readable = createReadStream(file)
  if (file.endsWith(".age")) {
    const opening = new Decrypter()
    for (const identity of identities) opening.addIdentity(identity)
    try {
      content = fromWeb(await opening.decrypt(toWeb(content)))
    } catch (error) {
      throw new Refused(
        `备份 ${file} 打不开：密钥不对，或文件已损坏。没有密钥谁也打不开，请找到 backup-key.txt，或用另一份备份。`,
        `The backup ${file} cannot be opened: it is sealed for another key, or damaged. Without its key nobody can open it: find backup-key.txt, or take another backup (${(error as Error).message}).`,
      )
    }
  }
  try {
    await pipeline(content, extract({ cwd: folder, strict: true, preserveOwner: false }))
  } catch (error) {
    throw new Refused(
      `备份 ${file} 不完整或已损坏：请用另一份备份。`,
      `The backup ${file} is incomplete or damaged: take another one (${(error as Error).message}).`,
    )
  }
}

/** The identities of a key file, as `age-keygen` writes it: lines, comments begin with `#`. */
export function identitiesOf(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"))
}
