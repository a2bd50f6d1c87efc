import { attachments, nominations } from "../../../schema/tables/nominations.ts"
import { jpegFile, pngFile } from "../../../scripts/bench/files/attachment-files.ts"
import { insertRows } from "../../../scripts/seeding/insert-rows.ts"
import { paths } from "../../../web/paths.ts"
import { type AttachmentBucket, attachmentFiles } from "../../../worker/gateways/attachment-store.ts"
import { removeFiles } from "../../../worker/usecases/retention/remove-files.ts"
import { fixtureRules } from "../fixture-rules.ts"
import { freshKey } from "../quarter-forms.ts"
import { type Fixture, openSelection } from "../selection-fixture.ts"
import type { Acts, Stage } from "./stage.ts"

const slug = "zou-cha-ping-fen"
const draft = "zou-cha-draft"
const original = "zou-cha-original"
let made: Fixture

async function send(stage: Stage, who: string, path: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  const body = new FormData()
  body.set("key", freshKey())
  body.set("original", original)
  body.set("revision", "1")
  body.set("file", new File([bytes], "王女士.jpg"))
  const { cookie } = await stage.person(who)
  const answer = await stage.door.withCookie(cookie).send(path, { method: "POST", body })
  if (answer.status !== 303) throw new Error(`${path}: ${answer.status}`)
}

/** A draft of the company in a programme that is open on the stage's day. */
async function addDraft({ door }: Stage): Promise<void> {
  const dates = { ...fixtureRules().dates, openDay: "2024-01-01" }
  const { programmeId } = await openSelection(door, { slug: `${slug}-open`, phase: "open", rules: { dates } })
  const [estate] = await door.cell.rows("select id from estates where origin = 'demonstration' limit 1")
  const at = door.now.toISOString()
  const row = {
    ...{ id: draft, programmeId, category: "A", estateId: String(estate?.["id"]), rulesVersion: 1 },
    ...{ organisationId: "company-1", state: "draft" as const, blindCode: draft, memberId: "m" },
    ...{ createdAt: at, updatedAt: at },
  }
  await door.cell.client.batch([insertRows(nominations, [row])], "write")
}

/** A programme in review, with a file of its first candidate. */
async function openReviewing({ door }: Stage): Promise<void> {
  made = await openSelection(door, { slug, phase: "review", nominated: 3, judges: 3, assigned: true })
  const row = {
    ...{ id: original, nominationId: made.nominations[0]?.id ?? "", file: original, name: "照片.jpg" },
    ...{ type: "image/jpeg" as const, bytes: 1, hash: "h", addedAt: door.now.toISOString() },
  }
  await door.cell.client.batch([insertRows(attachments, [row])], "write")
}

const whole = { "s:C1": "100", "s:C2": "abstain", confidence: "2", comment: "王女士说得好" }
const sheet = (candidate: number) => paths.review(made.assignments[candidate * 3]?.id ?? "")

/** Files attached, removed and copied, answers made anonymous, a candidate scored, another one kept from its judge. */
export const reviews: Acts = {
  "nomination/attach-file": {
    actions: ["nomination.save", "attachment.add"],
    async perform(stage) {
      await addDraft(stage)
      await send(stage, "manager", paths.attachments(draft), jpegFile())
    },
  },
  "nomination/remove-file": {
    actions: ["attachment.remove"],
    async perform(stage) {
      const [row] = await stage.door.cell.rows("select id from attachments where nomination_id = ?", [draft])
      const path = paths.attachmentRemoval(String(row?.["id"]))
      await (await stage.person("manager")).post(path, { key: freshKey() })
    },
  },
  "retention/remove-files": {
    actions: ["retention.attachments"],
    async perform(stage) {
      await stage.door.cell.rows("update attachments set removed_at = '2020-01-01' where nomination_id = ?", [
        draft,
      ])
      const files = attachmentFiles(stage.door.bindings["RELEASES"] as AttachmentBucket, { cell: "510100" })
      await removeFiles(stage.job("forget-attachments"), files)
    },
  },
  "review/add-redacted-copy": {
    actions: ["attachment.redact"],
    async perform(stage) {
      await openReviewing(stage)
      await send(
        stage,
        "secretary",
        paths.redactedCopies(slug, made.nominations[0]?.blindCode ?? ""),
        pngFile(),
      )
    },
  },
  "review/redact-answers": {
    actions: ["nomination.redact"],
    perform: async ({ person }) =>
      (await person("secretary")).submit(
        paths.redaction(slug, made.nominations[0]?.blindCode ?? ""),
        made.nominations[0]?.blindCode ?? "",
        { "a:statement": "王女士所在小区的做法" },
      ),
  },
  "review/save-review": {
    actions: ["review.save"],
    perform: async ({ person }) => (await person("judge")).submit(sheet(0), "/draft", { "s:C1": "60" }),
  },
  "review/submit-review": {
    actions: ["review.submit"],
    async perform({ person }) {
      const path = paths.reviewSubmission(made.assignments[0]?.id ?? "")
      await (await person("judge")).post(path, { key: freshKey(), revision: "1", ...whole })
    },
  },
  "review/open-review": {
    actions: ["conflict.record"],
    async perform({ door, person }) {
      await door.cell.rows(
        "insert into interests (id, judge_id, kind, ref, note, declared_at) values ('zou-cha-i', ?, 'estate', ?, '', ?)",
        [made.judges[0]?.id ?? "", made.nominations[1]?.estateId ?? "", door.now.toISOString()],
      )
      await (await person("judge")).get(sheet(1))
    },
  },
}
