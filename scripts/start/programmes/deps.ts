import { openDatabase } from "../../../worker/data/database.ts"
import { publicData } from "../../../worker/data/public-data.ts"
import type { SealLetter } from "../../../worker/domain/mail/letter.ts"
import { isolateMemory } from "../../../worker/domain/memory.ts"
import type { Expressions } from "../../../worker/domain/selection/expression.ts"
import { cleanAttachment } from "../../../worker/gateways/attachment-file.ts"
import { type AttachmentBucket, attachmentFiles } from "../../../worker/gateways/attachment-store.ts"
import { type Bucket, contentStore } from "../../../worker/gateways/content-store.ts"
import { tokenMaker } from "../../../worker/gateways/derived-token.ts"
import { digestText } from "../../../worker/gateways/digest.ts"
import { expressions } from "../../../worker/gateways/expression.ts"
import { spell } from "../../../worker/gateways/pinyin.ts"
import { secretBox } from "../../../worker/gateways/secret-box.ts"
import { newToken, tokenHash } from "../../../worker/gateways/token.ts"
import { workingDays } from "../../../worker/gateways/working-days.ts"
import { publicArchiveWords } from "../../../worker/http/archive-words.ts"
import type { AwardDeps } from "../../../worker/usecases/award/award-deps.ts"
import type { ObjectionDeps } from "../../../worker/usecases/award/file-objection.ts"
import type { MarkIdentity } from "../../../worker/usecases/judge/verify-identity.ts"
import type { AttachmentDeps } from "../../../worker/usecases/nomination/attachment-deps.ts"
import type { NominationDeps } from "../../../worker/usecases/nomination/open-nomination.ts"
import type { ArchivingDeps } from "../../../worker/usecases/programme/archive-programme.ts"
import { publicReader } from "../../../worker/usecases/public/public-reader.ts"
import { SCRIPT_DEADLINE_MS } from "../../database-client.ts"
import { mainCity } from "../cells.ts"

/** What the use cases of a programme need from outside, as worker/services.ts makes it; nothing here draws a page. */
export interface ProgrammeDeps {
  spell: typeof spell
  expressions: Expressions
  seal: SealLetter
  markIdentity: MarkIdentity
  nominations: NominationDeps
  awards: AwardDeps
  objections: ObjectionDeps & { attachments: AttachmentDeps }
  archiving: ArchivingDeps
}

/** Opens them for the main city of a data folder. */
export function openProgrammeDeps(given: {
  url: string
  bucket: Bucket
  secret: string
  now(): Date
}): ProgrammeDeps {
  const { url, bucket, secret, now } = given
  const language = expressions()
  const letters = secretBox(secret, "mail")
  const contacts = secretBox(secret, "objection")
  const figures = publicReader({
    open: () => publicData(openDatabase({ url, deadlineMs: SCRIPT_DEADLINE_MS })),
    files: contentStore(bucket, { cell: mainCity, folder: "releases", memory: isolateMemory }),
    digest: digestText,
    now: () => now().getTime(),
  })
  return {
    spell,
    expressions: language,
    // Nobody is written to: those days are over, and the queue is told nothing.
    seal: (letter) => letters.seal(JSON.stringify(letter)),
    markIdentity: tokenMaker(secret, "identity", mainCity),
    nominations: { figures, evaluate: language.evaluate, digest: digestText },
    awards: { calendar: workingDays, digest: digestText, newToken },
    objections: {
      calendar: workingDays,
      sealContact: contacts.seal,
      openContact: contacts.open,
      receipt: tokenMaker(secret, "objection", mainCity),
      receiptHash: tokenHash,
      attachments: {
        clean: cleanAttachment,
        files: attachmentFiles(bucket as unknown as AttachmentBucket, { cell: mainCity }),
        newName: newToken,
      },
    },
    archiving: {
      ...publicArchiveWords,
      mark: tokenMaker(secret, "programme archive", mainCity),
      digest: digestText,
      evaluate: language.evaluate,
      calendar: workingDays,
      files: contentStore(bucket, { cell: mainCity, folder: "programmes" }),
    },
  }
}
