import { attachments, nominations } from "../../../schema/tables/nominations.ts"
import { jpegFile } from "../../../scripts/bench/files/attachment-files.ts"
import { insertRows } from "../../../scripts/seeding/insert-rows.ts"
import type { FrontDoor } from "../front-door.ts"
import { type Fixture, openSelection } from "../selection-fixture.ts"
import { type DenialPart, groups } from "./part.ts"

const organisers = ["organiser chair", "organiser secretary"]
const judge = ["organiser judge"]
const officials = ["community", "street", "district", "city"].flatMap((level) => [
  `${level} verifier`,
  `${level} approver`,
])
const nominators = [...groups.companies, ...officials, ...organisers]

/** A file on record and in the bucket. */
async function addFile(door: FrontDoor, nominationId: string, redacts: string | null): Promise<string> {
  const id = `file-${nominationId}${redacts === null ? "" : "-copy"}`
  const bytes = jpegFile()
  await door.cell.bucket.put(`cells/510100/attachments/${id}`, bytes)
  const row = {
    ...{ id, nominationId, redacts, file: id, name: "照片.jpg", type: "image/jpeg" as const },
    ...{ bytes: bytes.length, hash: id, width: 8, height: 8, addedAt: door.now.toISOString() },
  }
  await door.cell.client.batch([insertRows(attachments, [row])], "write")
  return id
}

/** A draft of an organisation in a programme that nobody of these people runs, with a file. */
async function addDraft(door: FrontDoor, organisationId: string) {
  const id = `draft-${organisationId}`
  const [estate] = await door.cell.rows(
    "select id from estates where origin = 'demonstration' order by id desc",
  )
  const row = {
    ...{ id, programmeId: "programme-deng-men-fu-jian", category: "A", estateId: String(estate?.["id"]) },
    ...{ organisationId, state: "draft" as const, rulesVersion: 1, blindCode: `C-${id}`, memberId: "m" },
    ...{ createdAt: door.now.toISOString(), updatedAt: door.now.toISOString() },
  }
  await door.cell.client.batch([insertRows(nominations, [row])], "write")
  return { nominationId: id, attachmentId: await addFile(door, id, null) }
}

const prepared = new WeakMap<FrontDoor, Promise<Fixture>>()

/** A programme in review, with a file and its copy; the judge who signs in is its first one. */
function inReview(door: FrontDoor): Promise<Fixture> {
  const open = async () => {
    const made = await openSelection(door, {
      ...{ slug: "deng-men-ping-fen", phase: "review" as const, nominated: 2, judges: 3, assigned: true },
    })
    const original = await addFile(door, made.nominations[0]?.id ?? "", null)
    await addFile(door, made.nominations[0]?.id ?? "", original)
    return made
  }
  const known = prepared.get(door) ?? open()
  prepared.set(door, known)
  return known
}

const desk: DenialPart["allowed"] = {
  "GET /selection/:programme/results": organisers,
  "GET /selection/:programme/results.csv": organisers,
  "GET /selection/:programme/redaction": organisers,
  "GET /selection/:programme/redaction/:blindCode": organisers,
  "POST /selection/:programme/redaction/:blindCode": organisers,
  "POST /selection/:programme/redaction/:blindCode/copies": organisers,
}
const sheets: DenialPart["allowed"] = {
  "GET /reviews/:assignmentId": judge,
  "POST /reviews/:assignmentId/draft": judge,
  "POST /reviews/:assignmentId/submission": judge,
}

export const reviews: DenialPart = {
  allowed: {
    ...desk,
    ...sheets,
    "GET /attachments/:attachmentId": [...groups.company, ...groups.authorities, ...groups.organisers],
    "POST /attachments/:attachmentId/removal": nominators,
    "POST /nominations/:nominationId/attachments": nominators,
  },
  middleware: ["/reviews/*", "/attachments/*"],
  async parameters(door) {
    await inReview(door)
    await openSelection(door, {
      ...{ slug: "deng-men-fu-jian", phase: "open", organisationId: "platform" },
    })
    return {}
  },
  async routes(door) {
    const { slug, nominations: candidates, assignments } = await inReview(door)
    const values = {
      programme: slug,
      blindCode: candidates[0]?.blindCode ?? "",
      assignmentId: assignments[0]?.id ?? "",
    }
    return Object.fromEntries(Object.keys({ ...desk, ...sheets }).map((route) => [route, values]))
  },
  /** Everybody its own draft and file; the organiser a copy for judges. */
  async own(door, organisationId) {
    const { attachmentId } = await addDraft(door, organisationId)
    const { nominations: candidates } = await inReview(door)
    return organisationId === "organiser-1"
      ? { attachmentId: `file-${candidates[0]?.id}-copy` }
      : { attachmentId }
  },
}
