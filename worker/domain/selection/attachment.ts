import { megabytes } from "../bytes.ts"
import { requestLimits } from "../request-limits.ts"
/** Kinds of file that a nomination may have. */
export const attachmentTypes = ["image/jpeg", "image/png", "application/pdf"] as const
export type AttachmentType = (typeof attachmentTypes)[number]

/** Bytes of one file, and of a form with all that is typed in it and sent along. */
export interface UploadLimit {
  file: number
  form: number
}

export const MOST_ATTACHMENT_BYTES = 10 * 1024 * 1024
export const attachmentLimit: UploadLimit = {
  file: MOST_ATTACHMENT_BYTES,
  form: MOST_ATTACHMENT_BYTES + requestLimits.body,
}

/** The limit in the words of its sentence: megabytes. */
export function limitWords({ file, form }: UploadLimit): { most: number; form: number } {
  return { most: megabytes(file), form: megabytes(form) }
}

export const MOST_ATTACHMENTS = 10
/** Pixels of one side of an image, and of all of it: what a phone can still draw. */
export const MOST_SIDE = 12_000
export const MOST_PIXELS = 50_000_000

/** A file as it may be kept: checked by its content, without anything that tells where, when and by whom it was made. */
export interface CleanFile {
  type: AttachmentType
  bytes: Uint8Array<ArrayBuffer>
  /** SHA-256 of the bytes. */
  hash: string
  /** As people see it, after turning; null for a document. */
  width: number | null
  height: number | null
}

/** Why a file is not taken: the key of its sentence. */
export type FileFault =
  | "attachment_missing"
  | "attachment_too_large"
  | "attachment_type"
  | "attachment_broken"
  | "attachment_pixels"
  | "attachment_megapixels"
  | "attachment_too_complex"
  | "attachment_encrypted"
  | "attachment_active"
  | "attachment_moving"

/** Checks a file by its content and takes out what nobody needs to see it. Throws DomainError invalid with a FileFault. */
export type CleanAttachment = (bytes: Uint8Array<ArrayBuffer>) => Promise<CleanFile>

/** Where files lie, by random names. */
export interface AttachmentFiles {
  put(file: string, bytes: Uint8Array<ArrayBuffer>): Promise<void>
  /** Null when it is not there. */
  get(file: string): Promise<Uint8Array<ArrayBuffer> | null>
  remove(file: string): Promise<void>
}

const endings: Record<AttachmentType, string> = {
  "image/jpeg": "jpg",
  "image/png": "png",
  "application/pdf": "pdf",
}

/** A name that says nothing but the place in the list: attachment-1.jpg. */
export function genericName(position: number, type: AttachmentType): string {
  return `attachment-${position}.${endings[type]}`
}
