import type { AttachmentFiles, CleanAttachment } from "../../domain/selection/attachment.ts"

/** What keeping a file needs from outside. */
export interface AttachmentDeps {
  clean: CleanAttachment
  files: AttachmentFiles
  /** A name that nobody can guess. */
  newName(): string
}

/** A file as it came. */
export interface SentFile {
  /** What its sender calls it: for its owner and the organiser only. */
  name: string
  bytes: Uint8Array<ArrayBuffer>
}

/** Longest name that is kept. */
const MOST_NAME = 120

/** The last part of a file's name, in one line, without signs that turn text around. */
export function cleanName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? ""
  return [...last.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, "").trim()].slice(0, MOST_NAME).join("")
}
