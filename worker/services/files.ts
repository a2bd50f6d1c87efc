import type { Cell, Env } from "../env.ts"
import { type AttachmentBucket, attachmentFiles } from "../gateways/attachment-store.ts"
import { newToken } from "../gateways/token.ts"
import type { Services } from "../http/services.ts"

/** The files of a cell, in its folder of the bucket. */
export const filesOf = (env: Env, { code }: Cell) =>
  attachmentFiles(env.RELEASES as unknown as AttachmentBucket, { cell: code })

/** How files that people send are checked and kept. The reader of PDF files takes 0.2 s to start: only they wait for it. */
export function fileServices(env: Env, own: Cell): Pick<Services, "attachments" | "evidence"> {
  const kept = { files: filesOf(env, own), newName: newToken }
  return {
    attachments: {
      ...kept,
      clean: async (...file) => (await import("../gateways/attachment-file.ts")).cleanAttachment(...file),
    },
    evidence: {
      ...kept,
      clean: async (bytes) => (await import("../gateways/evidence-file.ts")).cleanEvidence(bytes),
    },
  }
}
