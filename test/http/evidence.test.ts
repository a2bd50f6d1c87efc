import { readFileSync } from "node:fs"
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { cameraSegments, jpegFile, pdfFile, pngFile } from "../../scripts/bench/files/attachment-files.ts"
import { paths } from "../../web/paths.ts"
import { evidenceSpace } from "../../worker/domain/evidence/evidence.ts"
import { DAY } from "../../worker/domain/quarter.ts"
import { type AttachmentBucket, attachmentFiles } from "../../worker/gateways/attachment-store.ts"
import { removeFiles } from "../../worker/usecases/retention/remove-files.ts"
import { filesUnder } from "../support/cell.ts"
import { type FrontDoor, openFrontDoor } from "../support/front-door.ts"
import { openProgram } from "../support/program.ts"
import { freshKey, openWalk, reasonsFor, shown, type Walk } from "../support/quarter-forms.ts"

let door: FrontDoor
let walk: Walk

beforeAll(async () => {
  door = await openFrontDoor()
  walk = await openWalk(door)
  await walk.save("community", walk.before["community"] ?? {})
  await walk.save("editor", walk.before["company"] ?? {})
})
afterAll(() => door.close())

const photo = (name: string) => new Uint8Array(readFileSync(`test/fixtures/ordinary-files/${name}`))
const [large, small] = [photo("chromium-photo-2000.jpg"), photo("chromium-photo-1200.jpg")]

interface Sent {
  who?: string
  indicator?: string
  slug?: string
  key?: string
  fields?: Record<string, string>
}

async function send(files: (Uint8Array<ArrayBuffer> | File)[], sent: Sent = {}) {
  const { who = "editor", indicator = "ENV-01", slug = walk.slug, key = freshKey(), fields = {} } = sent
  const body = new FormData()
  for (const [name, value] of Object.entries({ key, ...fields })) body.set(name, value)
  for (const file of files) body.append("files", file instanceof File ? file : new File([file], "照片.jpg"))
  const path = paths.evidence(slug, walk.open, indicator)
  return shown(await (await door.as(who)).send(path, { method: "POST", body }))
}

const rows = () => door.cell.rows("select * from evidence where removed_at is null order by added_at, rowid")
const stored = async () => [...(await filesUnder(door.cell, "cells/510100/attachments/")).keys()].length
const count = async (table: string) =>
  Number((await door.cell.rows(`select count(*) n from ${table}`))[0]?.["n"])
const file = (id: unknown, who = "editor", indicator = "ENV-01", slug = walk.slug) =>
  door.as(who).then((client) => client.get(paths.evidenceFile(slug, walk.open, indicator, String(id))))
const clear = () => door.cell.rows("delete from evidence")

describe("adding", () => {
  test("several files at once are kept without metadata, under random names, with an event each", async () => {
    const before = await stored()
    const answer = await send(
      [
        new File([jpegFile({ width: 40, height: 30, before: cameraSegments("锦江") })], "../a<b>.jpg"),
        new File([pdfFile({ secret: "王女士" })], "台账.pdf", { type: "text/html" }),
      ],
      { fields: { note: " 3 号地块 ", side: "before" } },
    )
    expect(answer.location).toBe(paths.evidence(walk.slug, walk.open, "ENV-01", { done: "added" }))
    const [one, two] = await rows()
    expect(one).toMatchObject({
      type: "image/jpeg",
      name: "a<b>.jpg",
      note: "3 号地块",
      side: "before",
      pair: 1,
    })
    expect(two).toMatchObject({ type: "application/pdf", name: "台账.pdf", pair: 2, provider: "company" })
    expect(one?.["received_hash"]).not.toBe(one?.["hash"])
    expect(String(one?.["file"])).toMatch(/^[\w-]{43}$/)
    expect(await stored()).toBe(before + 2)
    const events = await door.cell.rows("select detail from audit_events where action = 'evidence.add'")
    expect(events).toHaveLength(2)
    const served = await file(one?.["id"])
    expect([served.status, served.headers.get("content-type")]).toEqual([200, "image/jpeg"])
    expect(served.headers.get("content-disposition")).toMatch(/^inline; /)
    expect(served.headers.get("content-security-policy")).toContain("sandbox")
    expect(served.headers.get("x-content-type-options")).toBe("nosniff")
    const text = Buffer.from(await served.arrayBuffer()).toString("latin1")
    for (const word of ["GPS", "锦江", "CAM"]) expect(text).not.toContain(word)
    expect((await file(two?.["id"])).headers.get("content-disposition")).toMatch(/^attachment; /)
    const form = await walk.form("editor")
    expect(form.html).toContain(paths.evidenceFile(walk.slug, walk.open, "ENV-01", String(one?.["id"])))
    expect(form.words).toContain("还差整治后的一份")
  })

  test.each([
    ["an SVG", '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "只收 JPEG"],
    ["a page", "<html><script>alert(1)</script></html>", "只收 JPEG"],
    ["nothing", "", "请选择一个文件"],
  ])("%s is refused, and nothing of it is kept", async (_, text, words) => {
    const before = [await stored(), await count("evidence")]
    const bad = new Uint8Array(Buffer.from(text))
    const answer = await send(text === "" ? [] : [bad])
    expect(answer.status).toBe(422)
    expect(answer.words).toContain(words)
    expect([await stored(), await count("evidence")]).toEqual(before)
  })

  test("a PNG of 30,000 × 30,000 and a PDF with a script are refused", async () => {
    expect((await send([pngFile({ width: 30_000, height: 30_000 })])).words).toContain("每边最多 12000 像素")
    expect((await send([pngFile({ width: 11_000, height: 11_000 })])).words).toContain("最多 50 百万像素")
    const active = pdfFile({ extra: "/OpenAction << /S /JavaScript /JS (app.alert(1)) >>" })
    expect((await send([active])).words).toContain("PDF 里有脚本")
  })

  test("the same upload twice at once is one file", async () => {
    await clear()
    const before = await stored()
    const key = freshKey()
    const both = await Promise.all([send([small], { key }), send([small], { key })])
    expect(both.map(({ status }) => status)).toEqual([303, 303])
    expect([await count("evidence"), await stored()]).toEqual([1, before + 1])
  })

  test("two people at once add both, and neither exceeds the room together", async () => {
    await clear()
    await Promise.all([send([jpegFile()]), send([pngFile()], { who: "manager" })])
    expect(await count("evidence")).toBe(2)
    await door.cell.rows(`update evidence set bytes = ${evidenceSpace.bytes / 2 - 100}`)
    const answers = await Promise.all([
      send([jpegFile()]),
      send([jpegFile({ width: 9 })], { who: "manager" }),
    ])
    const [most] = await door.cell.rows("select sum(bytes) n from evidence where removed_at is null")
    expect(Number(most?.["n"])).toBeLessThanOrEqual(evidenceSpace.bytes)
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 422])
    expect(answers.find(({ status }) => status === 422)?.words).toContain("最多 100 MB，加上这次就超过了")
    await clear()
  })

  test("nobody adds to an indicator of which it types nothing, nor somebody of another company or place", async () => {
    expect((await send([jpegFile()], { indicator: "SVC-03" })).words).toContain("不由您提供")
    expect((await send([jpegFile()], { indicator: "nothing" })).status).toBe(404)
    expect((await send([jpegFile()], { who: "district" })).status).not.toBe(303)
    const [other] = await door.cell.rows(
      `select slug from estates e where not exists (select 1 from tenures t where t.estate_id = e.id
        and t.organisation_id = 'company-1') and origin = 'demonstration' limit 1`,
    )
    expect((await send([jpegFile()], { slug: String(other?.["slug"]) })).status).toBe(404)
    await clear()
  })
})

describe("what is there", () => {
  beforeEach(() => clear())

  test("is described and paired, and deleted, until it is sent; nobody else sees it before", async () => {
    await send([jpegFile()], { fields: { side: "after" } })
    const [row] = await rows()
    const id = String(row?.["id"])
    const address = [walk.slug, walk.open, "ENV-01", id] as const
    const fields = { key: freshKey(), note: "草坪", side: "before", pair: "3" }
    await walk.post("manager", paths.evidenceDescription(...address), fields)
    expect((await rows())[0]).toMatchObject({ note: "草坪", side: "before", pair: 3 })
    for (const pair of ["abc", "0", "-1", "1000"]) {
      const wrong = { ...fields, key: freshKey(), note: "改过", pair }
      const refused = await walk.post("manager", paths.evidenceDescription(...address), wrong)
      expect([refused.status, refused.words.includes("要填正整数")], pair).toEqual([422, true])
    }
    expect((await rows())[0]).toMatchObject({ note: "草坪", pair: 3 })
    for (const who of ["street", "district", "city", "community"])
      expect((await file(id, who)).status).toBe(404)
    const key = freshKey()
    const twice = [
      await walk.post("editor", paths.evidenceRemoval(...address), { key }),
      await walk.post("editor", paths.evidenceRemoval(...address), { key }),
    ]
    expect(twice.map(({ status }) => status)).toEqual([303, 303])
    expect(await rows()).toEqual([])
    expect((await file(id)).status).toBe(404)
    expect((await walk.post("editor", paths.evidenceRemoval(...address), { key: freshKey() })).status).toBe(
      409,
    )
  })

  test("is seen by authorities once it is sent, and stays; nothing is added then", async () => {
    await send([large], { indicator: "ENV-01" })
    const [row] = await rows()
    const id = String(row?.["id"])
    const address = [walk.slug, walk.open, "ENV-01", id] as const
    await walk.submit(reasonsFor(walk))
    for (const who of ["street", "district", "city", "editor"]) expect((await file(id, who)).status).toBe(200)
    expect((await send([small])).status).toBe(409)
    const removal = await walk.post("editor", paths.evidenceRemoval(...address), { key: freshKey() })
    expect([removal.status, (await rows()).length]).toEqual([409, 1])
    await walk.withdraw()
    expect((await file(id, "street")).status).toBe(404)
    await walk.submit(reasonsFor(walk))
    await walk.decide("street", "return", { reason: "请补充照片" })
    expect((await send([small])).status).toBe(303)
    expect(
      (await walk.post("editor", paths.evidenceRemoval(...address), { key: freshKey() })).words,
    ).toContain("已随填报提交")
    const added = (await rows())[1]?.["id"]
    expect([(await file(added, "street")).status, (await file(id, "street")).status]).toEqual([404, 200])
  })
})

describe("resemblance", () => {
  test("the same photo made smaller, under another estate, is told to authorities, not to who sent it", async () => {
    const [other] = await door.cell.rows(
      `select e.slug, e.id from estates e join tenures t on t.estate_id = e.id
        where t.organisation_id = 'company-1' and t.to_date is null and e.slug <> ? and e.origin = 'demonstration'
          and not exists (select 1 from submissions s where s.estate_id = e.id and s.quarter = ?
            and s.state not in ('draft', 'returned'))
          and not exists (select 1 from closings c where c.place_code = e.district_code and c.quarter = ?) limit 1`,
      [walk.slug, walk.open, walk.open],
    )
    const slug = String(other?.["slug"])
    expect((await send([small], { slug, indicator: "WTR-01" })).status).toBe(303)
    const like = await door.cell.rows("select distance from evidence_likenesses")
    expect(like.length).toBeGreaterThan(0)
    expect(like.every(({ distance }) => Number(distance) <= 3)).toBe(true)
    const street = await openProgram(door, "street").catch(() => null)
    expect(street).toBeNull()
    const program = await openProgram(door, "manager")
    const list = await (await program.get(`/submissions/${walk.open}/${slug}/evidence`)).json()
    expect(JSON.stringify(list)).not.toContain("alike")
    expect(list).toMatchObject({ items: [{ indicator: "WTR-01", pair: 0 }], mostBytes: evidenceSpace.bytes })
  })
})

describe("what everybody sees", () => {
  const publicCount = async () =>
    [...(await filesUnder(door.cell, "cells/510100/attachments/public-")).keys()].length
  const showing = (id: unknown, fields: Record<string, string>, indicator = "ENV-01", who = "street") =>
    walk.post(who, paths.evidenceShowing(walk.slug, walk.open, indicator, String(id)), fields)

  test("a picture is shown once faces are said to be covered, and taken back; documents never are", async () => {
    await clear()
    expect((await send([large, new File([pdfFile()], "a.pdf")])).status).toBe(303)
    await door.cell.rows(
      `update submissions set state = 'submitted', filing = filing + 1 where quarter = ? and estate_id in
        (select id from estates where slug = ?)`,
      [walk.open, walk.slug],
    )
    const [picture, document] = await rows()
    const id = picture?.["id"]
    const unticked = await showing(id, { key: freshKey() })
    expect([unticked.status, unticked.words.includes("请先核对图片")]).toEqual([422, true])
    expect((await showing(document?.["id"], { key: freshKey(), masked: "yes" })).status).toBe(409)
    expect((await showing(id, { key: freshKey(), masked: "yes" }, "ENV-01", "city")).status).toBe(403)
    expect(await publicCount()).toBe(0)

    const key = freshKey()
    const both = [await showing(id, { key, masked: "yes" }), await showing(id, { key, masked: "yes" })]
    expect(both.map(({ status }) => status)).toEqual([303, 303])
    expect(await publicCount()).toBe(1)
    const [shownRow] = await rows()
    expect(String(shownRow?.["published_by"])).not.toBe("")
    const address = paths.picture(String(shownRow?.["public_name"]))
    const nobody = await door.as(null)
    const answer = await nobody.get(address)
    expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "image/jpeg"])
    expect(answer.headers.get("content-security-policy")).toContain("sandbox")
    const [event] = await door.cell.rows("select detail from audit_events where action = 'evidence.show'")
    expect(String(event?.["detail"])).toContain('"masked":true')

    const hiding = paths.evidenceHiding(walk.slug, walk.open, "ENV-01", String(id))
    expect((await walk.post("street", hiding, { key: freshKey() })).status).toBe(303)
    expect([(await nobody.get(address)).status, await publicCount()]).toEqual([404, 0])
    expect((await walk.post("street", hiding, { key: freshKey() })).status).toBe(409)
    for (const name of ["x", "..%2F..%2Fa", String(picture?.["file"])])
      expect((await nobody.get(`/pictures/${name}`)).status).toBe(404)
  })
})

test("what was taken away goes after its days, with its bytes; what is in use stays", async () => {
  await clear()
  await door.cell.rows("update submissions set state = 'returned' where quarter = ?", [walk.open])
  expect([(await send([large])).status, (await send([jpegFile({ width: 13 })])).status]).toEqual([303, 303])
  const [gone, kept] = await rows()
  const address = paths.evidenceRemoval(walk.slug, walk.open, "ENV-01", String(gone?.["id"]))
  expect((await walk.post("editor", address, { key: freshKey() })).status).toBe(303)
  const files = attachmentFiles(door.bindings["RELEASES"] as AttachmentBucket, { cell: "510100" })
  const run = (days: number) => {
    door.cell.now = new Date(door.now.getTime() + days * DAY)
    return removeFiles(door.cell.contextFor({ kind: "system" as const, job: "forget-attachments" }), files)
  }
  expect([await run(29), await run(32), await run(32)]).toEqual([0, 1, 0])
  expect(await files.get(String(gone?.["file"]))).toBeNull()
  expect(await files.get(String(kept?.["file"]))).not.toBeNull()
  expect((await door.cell.rows("select id from evidence")).map(({ id }) => id)).toEqual([kept?.["id"]])
  const looks = await door.cell.rows("select 1 from evidence_looks where evidence_id = ?", [
    String(gone?.["id"]),
  ])
  expect(looks).toEqual([])
})
