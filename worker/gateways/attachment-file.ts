import {
  type AttachmentType,
  type CleanAttachment,
  type CleanFile,
  MOST_ATTACHMENT_BYTES,
} from "../domain/selection/attachment.ts"
import { joined, refusedFile } from "./attachment/file-parts.ts"
import { cleanJpeg, isJpeg } from "./attachment/jpeg-file.ts"
import { cleanPdf, isPdf } from "./attachment/pdf-file.ts"
import { cleanPng, isPng } from "./attachment/png-file.ts"
import { sha256 } from "./digest.ts"

type Cleaned = Pick<CleanFile, "type" | "bytes" | "width" | "height">

function image(
  type: AttachmentType,
  { parts, width, height }: { parts: Uint8Array[]; width: number; height: number },
): Cleaned {
  return { type, bytes: joined(parts), width, height }
}

async function clean(bytes: Uint8Array<ArrayBuffer>): Promise<Cleaned> {
  if (isJpeg(bytes)) return image("image/jpeg", cleanJpeg(bytes))
  if (isPng(bytes)) return image("image/png", cleanPng(bytes))
  if (isPdf(bytes))
    return { type: "application/pdf", bytes: await cleanPdf(bytes), width: null, height: null }
  throw refusedFile("attachment_type")
}

/** What a file is, by its content alone; name and declared type say nothing. Metadata is taken out. */
export const cleanAttachment: CleanAttachment = async (bytes) => {
  if (bytes.length === 0) throw refusedFile("attachment_missing")
  if (bytes.length > MOST_ATTACHMENT_BYTES)
    throw refusedFile("attachment_too_large", { most: MOST_ATTACHMENT_BYTES / 1024 / 1024 })
  const cleaned = await clean(bytes)
  return { ...cleaned, hash: await sha256(cleaned.bytes) }
}
