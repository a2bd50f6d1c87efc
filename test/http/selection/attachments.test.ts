import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { nominations } from "../../../schema/tables/nominations.ts"
import { cameraSegments, jpegFile, pdfFile, pngFile } from "../../../scripts/bench/files/attachment-files.ts"
import { insertRows } from "../../../scripts/seeding/insert-rows.ts"
import { paths } from "../../../web/paths.ts"
import { type AttachmentBucket, attachmentFiles } from "../../../worker/gateways/attachment-store.ts"
import { removeFiles } from "../../../worker/usecases/retention/remove-files.ts"
import { fixtureRules } from "../../support/fixture-rules.ts"
import { type FrontDoor, openFrontDoor } from "../../support/front-door.ts"
import { freshKey, shown } from "../../support/quarter-forms.ts"
import { type Fixture, openSelection } from "../../support/selection-fixture.ts"

let door: FrontDoor
let open: Fixture
let review: Fixture
const draft = "draft-of-company-1"

beforeAll(async () => {
  door = await openFrontDoor({ estates: 8, released: 1 })
  const dates = { ...fixtureRules().dates, closeDay: "2026-10-31" }
  open = await openSelection(door, { slug: "shou-jian", phase: "open", rules: { dates } })
  review = await openSelection(door, {
    ...{ slug: "ping-shen", phase: "review", nominated: 2, judges: 3, assigned: true },
  })
  const [estate] = await door.cell.rows("select id from estates where origin = 'demonstration' limit 1")
  const at = door.now.toISOString()
  const row = {
    ...{ id: draft, programmeId: open.programmeId, category: "A", estateId: String(estate?.["id"]) },
    ...{ organisationId: "company-1", state: "draft" as const, rulesVersion: 1, blindCode: "C-draft" },
    ...{ memberId: "m", createdAt: at, updatedAt: at },
  }
  await door.cell.client.batch([insertRows(nominations, [row])], "write")
})
afterAll(() => door.close())

interface Sent {
  path?: string
  who?: string
  name?: string
  type?: string
  key?: string
  revision?: string
  statement?: string
  /** The file that a copy is sent for. */
  original?: string
}

async function draftRow() {
  const [row] = await door.cell.rows("select * from nominations where id = ?", [draft])
  return row ?? {}
}

async function send(bytes: Uint8Array<ArrayBuffer> | null, sent: Sent = {}) {
  const { path = paths.attachments(draft), who = "editor", name = "照片.jpg", type = "image/jpeg" } = sent
  const body = new FormData()
  body.set("key", sent.key ?? freshKey())
  body.set("revision", sent.revision ?? String((await draftRow())["revision"]))
  body.set("answer:statement", sent.statement ?? "写到一半的做法")
  if (sent.original) body.set("original", sent.original)
  if (bytes) body.set("file", new File([bytes], name, { type }))
  return shown(await (await door.as(who)).send(path, { method: "POST", body }))
}

/** A photo with so many megabytes behind its end. */
const ofMegabytes = (megabytes: number) =>
  new Uint8Array(Buffer.concat([jpegFile(), Buffer.alloc(megabytes * 1024 * 1024)]))

async function files() {
  return door.cell.rows(
    "select * from attachments where nomination_id = ? and removed_at is null order by added_at, rowid",
    [draft],
  )
}

async function stored(): Promise<string[]> {
  const { objects } = await door.cell.bucket.list({})
  return objects.flatMap(({ key }) => (key.includes("/attachments/") ? [key] : []))
}

describe("attaching", () => {
  test("a file is kept under a random name without its metadata, and served as what it is", async () => {
    const answer = await send(jpegFile({ before: cameraSegments("锦江") }), { name: "../../四海逸家<b>.jpg" })
    expect(answer.location).toBe(paths.nomination(draft, { done: "attached" }))
    const [row] = await files()
    expect(row).toMatchObject({ type: "image/jpeg", name: "四海逸家<b>.jpg", width: 8, height: 8 })
    expect(String(row?.["file"])).toMatch(/^[\w-]{43}$/)
    expect(await stored()).toEqual([`cells/510100/attachments/${row?.["file"]}`])
    const served = await (await door.as("editor")).get(paths.attachment(String(row?.["id"])))
    expect(served.status).toBe(200)
    expect(served.headers.get("content-type")).toBe("image/jpeg")
    expect(served.headers.get("content-disposition")).toMatch(
      /^inline; filename="[\w.-]+"; filename\*=UTF-8''%E5/,
    )
    expect(served.headers.get("content-security-policy")).toBe(
      "default-src 'none'; frame-ancestors 'none'; sandbox",
    )
    expect(served.headers.get("x-content-type-options")).toBe("nosniff")
    expect(served.headers.get("cache-control")).toBe("private, no-store")
    expect(Buffer.from(await served.arrayBuffer()).toString("latin1")).not.toContain("GPS")
  })

  test("the content decides, not the name or what the browser calls it", async () => {
    await send(pngFile(), { name: "a.pdf", type: "text/html" })
    await send(pdfFile(), { name: "b.jpg", type: "image/svg+xml" })
    const kinds = (await files()).map(({ type }) => type)
    expect(kinds).toEqual(["image/jpeg", "image/png", "application/pdf"])
    const pdf = (await files())[2]
    const served = await (await door.as("editor")).get(paths.attachment(String(pdf?.["id"])))
    expect(served.headers.get("content-disposition")).toMatch(/^attachment; /)
  })

  test.each([
    ["nothing", null, "请选择一个文件"],
    ["an empty file", new Uint8Array(), "请选择一个文件"],
    ["a page", new TextEncoder().encode("<html><script>alert(1)</script>"), "只收 JPEG、PNG"],
    ["a script in a PDF", pdfFile({ objects: ["<< /S /JavaScript /JS (1) >>"] }), "有脚本"],
    ["a picture without end", jpegFile().slice(0, -4), "不完整或已损坏"],
    ["100,000 pixels", pngFile({ width: 100_000, height: 100_000 }), "每边最多 12000 像素"],
  ])("%s: refused with its reason, nothing kept", async (_, bytes, sentence) => {
    const before = [(await files()).length, (await stored()).length]
    const answer = await send(bytes as Uint8Array<ArrayBuffer> | null)
    expect(answer.status).toBe(422)
    expect(answer.words).toContain(sentence)
    expect([(await files()).length, (await stored()).length]).toEqual(before)
  })

  test("10 MB are let through here and nowhere else; more is too much", async () => {
    const large = ofMegabytes(1)
    expect((await send(ofMegabytes(9))).status).toBe(303)
    // No such address: nothing of it is read.
    expect((await send(large, { path: `${paths.attachments(draft)}/more` })).status).toBe(404)
    expect((await send(large, { path: "/account/password" })).status).toBe(413)
    expect((await send(large, { path: paths.nominationWithdrawal(draft) })).status).toBe(413)
  })

  test("a form that is too large is shown again with what was typed and both limits", async () => {
    const before = (await files()).length
    const refused = await send(ofMegabytes(11))
    expect(refused.status).toBe(413)
    expect(refused.words).toContain("一个文件最多 10 MB，连同表单里的全部内容最多 10.5 MB")
    expect(refused.html).toContain("写到一半的做法")
    expect(refused.html).toContain(`formaction="${paths.attachments(draft)}"`)
    const path = paths.nominationSubmission(draft)
    expect((await send(ofMegabytes(11), { path })).status).toBe(413)
    const between = await send(ofMegabytes(10))
    expect([between.status, between.words.includes("一个文件最多 10 MB")]).toEqual([422, true])
    expect((await files()).length).toBe(before)
  })

  test("the same form twice makes one file, and leaves one in the bucket", async () => {
    const before = (await stored()).length
    const once = { key: freshKey(), revision: String((await draftRow())["revision"]) }
    const answers = [await send(pngFile({ width: 5 }), once), await send(pngFile({ width: 5 }), once)]
    expect(answers.map(({ status }) => status)).toEqual([303, 303])
    expect((await stored()).length).toBe(before + 1)
  })

  test("ten at most, also when the last two come at once", async () => {
    while ((await files()).length < 9) await send(pngFile())
    const both = await Promise.all([send(pngFile({ width: 7 })), send(pngFile({ width: 8 }))])
    expect(both.map(({ status }) => status).filter((status) => status === 303)).toHaveLength(1)
    expect((await files()).length).toBe(10)
    expect((await stored()).length).toBe(10)
    expect((await send(pngFile())).words).toContain("附件最多 10 个")
  })

  test("removed: its address leads nowhere, and after 30 days its bytes are gone", async () => {
    const id = String((await files())[0]?.["id"])
    const client = await door.as("editor")
    const answer = await client.post(paths.attachmentRemoval(id), { key: freshKey() })
    expect(answer.headers.get("location")).toBe(paths.nomination(draft, { done: "removed" }))
    expect((await client.get(paths.attachment(id))).status).toBe(404)
    expect((await stored()).length).toBe(10)
    const run = async (day: string) => {
      door.cell.now = new Date(day)
      const context = door.cell.contextFor({ kind: "system" as const, job: "forget-attachments" })
      return removeFiles(
        context,
        attachmentFiles(door.bindings["RELEASES"] as AttachmentBucket, { cell: "510100" }),
      )
    }
    expect(await run("2026-11-11T02:00:00Z")).toBe(0)
    expect(await run("2026-11-13T02:00:00Z")).toBe(1)
    expect(await run("2026-11-13T02:00:00Z")).toBe(0)
    expect((await stored()).length).toBe(9)
    expect(await door.cell.rows("select id from attachments where id = ?", [id])).toEqual([])
  })

  test("other companies, and judges of other programmes, see none of it", async () => {
    const id = String((await files())[0]?.["id"])
    for (const who of ["judge", "city"])
      expect((await (await door.as(who)).get(paths.attachment(id))).status).toBe(404)
    expect((await send(pngFile(), { who: "city" })).status).toBe(404)
    expect((await (await door.as("chair")).get(paths.attachment(id))).status).toBe(200)
  })

  test("once it is submitted, or after the last day, nothing comes or goes", async () => {
    const id = String((await files())[0]?.["id"])
    const remove = async () =>
      shown(await (await door.as("editor")).post(paths.attachmentRemoval(id), { key: freshKey() }))
    await door.cell.rows("update nominations set state = 'submitted' where id = ?", [draft])
    for (const answer of [await send(pngFile()), await remove()]) {
      expect(answer.status).toBe(409)
      expect(answer.words).toContain("附件不能再增减")
    }
    await door.cell.rows("update nominations set state = 'draft' where id = ?", [draft])
    const today = door.now
    door.now = new Date("2099-01-01T00:00:00Z")
    const cookie = (await door.as("editor")).cookie
    await door.cell.rows("update sessions set expires_at = '2099-12-31'")
    expect(cookie).not.toBe("")
    expect((await send(pngFile())).status).toBe(409)
    door.now = today
  })
})

describe("copies for judges", () => {
  const nominationId = () => review.nominations[0]?.id ?? ""
  const original = "original-1"
  const code = () => review.nominations[0]?.blindCode ?? ""
  const copies = () => paths.redactedCopies(review.slug, code())

  beforeAll(async () => {
    await door.cell.bucket.put(`cells/510100/attachments/${original}`, jpegFile())
    await door.cell.rows(
      `insert into attachments (id, nomination_id, file, name, type, bytes, hash, width, height, added_at)
       values (?, ?, ?, '锦江照片.jpg', 'image/jpeg', 1, 'h', 8, 8, '2026-10-01')`,
      [original, nominationId(), original],
    )
  })

  test("a judge of a blind programme sees the copy under a generic name, never the original", async () => {
    const judge = await door.as("judge")
    const page = paths.review(review.assignments[0]?.id ?? "")
    expect((await judge.get(paths.attachment(original))).status).toBe(404)
    expect((await shown(await judge.get(page))).words).toContain("没有可看的附件")
    const sent = await send(pngFile({ secret: "锦江" }), {
      ...{ path: copies(), original, who: "secretary", name: "锦江-遮挡.png" },
    })
    expect(sent.location).toBe(paths.redaction(review.slug, code(), { done: "redacted" }))
    const seen = await shown(await judge.get(page))
    expect(seen.words).toContain("attachment-1.png")
    expect(seen.html).not.toContain("锦江-")
    const [, address = ""] = /src="(\/attachments\/[^"]+)"/.exec(seen.html) ?? []
    const served = await judge.get(address)
    expect(served.headers.get("content-disposition")).toBe(
      `inline; filename="attachment-1.png"; filename*=UTF-8''attachment-1.png`,
    )
    expect((await (await door.as("editor")).get(address)).status).toBe(404)
  })

  test("another copy takes the place of the first, whose bytes lead nowhere", async () => {
    const refused = await send(ofMegabytes(11), { path: copies(), original, who: "secretary" })
    expect([refused.status, refused.words.includes("一个文件最多 10 MB")]).toEqual([413, true])
    await send(pngFile({ width: 9 }), { path: copies(), original, who: "secretary" })
    const kept = await door.cell.rows("select * from attachments where redacts = ?", [original])
    expect(kept.filter((row) => row["removed_at"] === null)).toHaveLength(1)
    const copy = String(kept.find((row) => row["removed_at"] === null)?.["id"])
    const answer = await send(pngFile(), { path: copies(), original: copy, who: "secretary" })
    expect(answer.status).toBe(404)
  })

  test("a file that is not taken says so on the page of the material", async () => {
    const answer = await send(jpegFile().slice(0, 9), {
      path: copies(),
      original,
      who: "secretary",
    })
    expect(answer.status).toBe(422)
    expect(answer.words).toContain("不完整或已损坏")
    expect(answer.words).toContain("匿名材料")
  })

  test("anonymous answers that still name the estate are held back until somebody has checked them", async () => {
    const page = paths.redaction(review.slug, code())
    const client = await door.as("secretary")
    const [estate] = await door.cell.rows("select name from estates where id = ?", [
      review.nominations[0]?.estateId ?? "",
    ])
    const name = String(estate?.["name"])
    const before = await shown(await client.get(page))
    const seen = /name="seen" value="([^"]*)"/.exec(before.html)?.[1] ?? ""
    const typed = { "a:statement": `我们 ${[...name].join(" ")} 的做法` }
    const held = await shown(await client.post(page, { key: freshKey(), seen, ...typed }))
    expect(held.status).toBe(422)
    expect(held.words).toContain(`还写着“${name}”`)
    const kept = await client.post(page, { key: freshKey(), seen, ...typed, checked: "yes" })
    expect(kept.status).toBe(303)
    const stale = await shown(await client.post(page, { key: freshKey(), seen, "a:statement": "另一个人" }))
    expect(stale.status).toBe(409)
    expect(stale.words).toContain("另一个人")
    expect((await shown(await client.get(paths.redactions(review.slug)))).words).toContain("1/1")
  })
})
