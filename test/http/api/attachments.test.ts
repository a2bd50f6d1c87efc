import { randomUUID } from "node:crypto"
import { afterAll, beforeAll, expect, test } from "vitest"
import { cameraSegments, jpegFile, pdfFile, pngFile } from "../../../scripts/bench/files/attachment-files.ts"
import { fixtureRules } from "../../support/fixture-rules.ts"
import { type FrontDoor, openFrontDoor } from "../../support/front-door.ts"
import type { Program } from "../../support/program.ts"
import { type Fixture, openSelection } from "../../support/selection-fixture.ts"
import { programOf, right, tagOf, told } from "../../support/told-program.ts"

const dates = { ...fixtureRules().dates, openDay: "2026-10-01", closeDay: "2026-10-31" }

let door: FrontDoor
let call: Fixture
let company: Program
let other: Program
let organiser: Program
let path: string

beforeAll(async () => {
  door = await openFrontDoor({ estates: 8, released: 2 })
  call = await openSelection(door, { slug: "kai-fang", phase: "open", rules: { dates } })
  company = await programOf(door, "company-1", "manager")
  other = await programOf(door, "company-2", "manager")
  organiser = await programOf(door, "organiser-1", "chair")
  const [row] = await door.cell.rows(
    `select e.slug from estates e join tenures t on t.estate_id = e.id and t.to_date is null
     where t.organisation_id = 'company-1' and e.id in (select estate_id from scorecards) order by e.id limit 1`,
  )
  const started = { programme: call.slug, estate: String(row?.["slug"]), category: "A" }
  const { id } = await right<{ id: string }>(
    "startNomination",
    company.send("POST", "/nominations", started),
    201,
  )
  path = `/nominations/${id}/attachments`
})
afterAll(() => door.close())

type Listed = { items: { id: string; name: string; type: string; bytes: number; href: string }[] }
const listed = async (by = company) => (await right<Listed>("listAttachments", by.get(path))).items
const send = (
  file: Uint8Array,
  { name = "", type = "image/jpeg", key = randomUUID(), by = company } = {},
): Promise<Response> =>
  by.send("POST", `${path}${name && `?name=${encodeURIComponent(name)}`}`, file, {
    ...{ "content-type": type, "idempotency-key": key },
  })
const stored = async () =>
  (await door.cell.bucket.list({})).objects.filter(({ key }) => key.includes("/attachments/")).length

test("a file is kept once without its metadata, listed, downloaded and taken away once", async () => {
  const key = randomUUID()
  const photo = jpegFile({ before: cameraSegments("锦江") })
  const { response, roundTrips } = await door.costOf(() => send(photo, { name: "../院门 '1'.jpg", key }))
  expect(roundTrips).toBe(2)
  const made = await right<{ id: string; href: string }>("addAttachment", Promise.resolve(response), 201)
  expect(await (await send(photo, { name: "../院门 '1'.jpg", key })).json()).toEqual(made)
  expect(await told(send(pngFile(), { name: "../院门 '1'.jpg", key }))).toMatchObject({ code: "key_reused" })
  expect(await told(send(photo, { name: "又名.jpg", key }))).toMatchObject({ code: "key_reused" })
  expect(await stored()).toBe(1)
  const [one, ...more] = await listed()
  expect(more).toEqual([])
  expect(one).toMatchObject({ id: made.id, name: "院门 '1'.jpg", type: "image/jpeg", href: made.href })
  const file = await company.get(`${path}/${made.id}`)
  expect(file.headers.get("content-type")).toBe("image/jpeg")
  expect(file.headers.get("content-security-policy")).toContain("sandbox")
  expect(file.headers.get("content-disposition")).toContain("%27")
  const bytes = new Uint8Array(await file.arrayBuffer())
  expect(bytes.length).toBe(one?.bytes)
  expect(Buffer.from(bytes).includes(Buffer.from("锦江"))).toBe(false)

  const removal = randomUUID()
  const remove = () => company.send("POST", `${path}/${made.id}/removal`, {}, { "idempotency-key": removal })
  const cost = await door.costOf(remove)
  expect(cost.roundTrips).toBe(2)
  const first = await cost.response.text()
  expect([cost.response.status, first]).toEqual([200, '{"removed":true}'])
  expect(await (await remove()).text()).toBe(first)
  expect(await listed()).toEqual([])
  const fresh = company.send("POST", `${path}/${made.id}/removal`)
  expect(await told(fresh)).toMatchObject({ status: 404, code: "not_found" })
  for (const action of ["attachment.add", "attachment.remove"]) {
    const events = await door.cell.rows("select actor_kind k from audit_events where action = ?", [action])
    expect(events).toEqual([{ k: "key" }])
  }
})

test("is checked by its content and refused in words", async () => {
  const cases: [Uint8Array, string, string][] = [
    [new Uint8Array(), "image/jpeg", "attachment_missing"],
    [new TextEncoder().encode("<script>alert(1)</script>"), "image/png", "attachment_type"],
    [pngFile().slice(0, 40), "image/png", "attachment_broken"],
  ]
  for (const [file, type, rule] of cases) {
    const refused = await told(send(file, { type }))
    expect(refused, rule).toMatchObject({ status: 422, code: "invalid" })
    expect(refused.faults?.[0]).toMatchObject({ rule, pointer: null })
    expect(refused.faults?.[0]?.message).toMatch(/[一-鿿]{4}/)
  }
  for (const type of ["application/json", "text/html", "image/svg+xml"])
    expect(await told(send(pngFile(), { type }))).toMatchObject({ status: 415, code: "media_type" })
  const big = new Uint8Array(11 * 1024 * 1024)
  expect(await told(send(big))).toMatchObject({ status: 413, code: "too_large" })
  expect(await listed()).toEqual([])
})

test("is nobody else's: another company finds nothing, the organiser reads it and changes nothing", async () => {
  const { id } = await right<{ id: string }>(
    "addAttachment",
    send(pdfFile(), { type: "application/pdf" }),
    201,
  )
  const elsewhere = path.replace(/nominations\/[^/]+/, "nominations/no-such")
  for (const answer of [
    other.get(path),
    other.get(`${path}/${id}`),
    send(pngFile(), { type: "image/png", by: other }),
    other.send("POST", `${path}/${id}/removal`),
    company.get(`${elsewhere}/${id}`),
    company.send("POST", `${elsewhere}/${id}/removal`),
    organiser.send("POST", `${path}/${id}/removal`),
    send(pngFile(), { type: "image/png", by: organiser }),
  ])
    expect(await told(answer)).toMatchObject({ status: 404, code: "not_found" })
  expect(await listed()).toHaveLength(1)
})

test("ten files at most, and none any more once it is submitted", async () => {
  for (let n = 1; n < 10; n++) expect((await send(pngFile(), { type: "image/png" })).status).toBe(201)
  const many = await told(send(pngFile(), { type: "image/png" }))
  expect(many.faults?.[0]?.rule).toBe("attachments_too_many")
  const nomination = path.replace("/attachments", "")
  const typed = { answers: { statement: "四方每月议事。" }, consent: true, reason: "仍要申报的理由" }
  const headers = { "if-match": await tagOf(company, nomination) }
  await right("submitNomination", company.send("POST", `${nomination}/submission`, typed, headers))
  const [one] = await listed()
  const closed = { status: 409, code: "attachments_closed" }
  expect(await told(send(pngFile(), { type: "image/png" }))).toMatchObject(closed)
  expect(await told(company.send("POST", `${path}/${one?.id}/removal`))).toMatchObject(closed)
  expect(await listed(organiser)).toHaveLength(10)
  expect((await organiser.get(`${path}/${one?.id}`)).status).toBe(200)
  expect(await stored()).toBe(11)
})
