import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { nominations } from "../../../schema/tables/nominations.ts"
import { jpegFile, pngFile } from "../../../scripts/bench/files/attachment-files.ts"
import { insertRows } from "../../../scripts/seeding/insert-rows.ts"
import { paths } from "../../../web/paths.ts"
import { fixtureRules } from "../../support/fixture-rules.ts"
import { type FrontDoor, openFrontDoor } from "../../support/front-door.ts"
import { errorBeside, fieldValue, freshKey, shown } from "../../support/quarter-forms.ts"
import { openSelection } from "../../support/selection-fixture.ts"

let door: FrontDoor
let programmeId: string
let estateId: string
let draft = ""
let made = 0

/** Nobody meets it, so that the form asks for a reason. */
const eligibility = [{ code: "E1", title: "满分", expression: "base > 100", built: null }]

beforeAll(async () => {
  door = await openFrontDoor({ estates: 8, released: 1 })
  const dates = { ...fixtureRules().dates, closeDay: "2026-10-31" }
  const opened = await openSelection(door, { slug: "cao-gao", phase: "open", rules: { dates, eligibility } })
  programmeId = opened.programmeId
  const [estate] = await door.cell.rows(
    `select e.id from estates e join tenures t on t.estate_id = e.id and t.to_date is null
     join scorecards s on s.estate_id = e.id join releases r on r.id = s.release_id and r.state = 'final'
     where t.organisation_id = 'company-1' and s.outcome = 'scored' order by e.id limit 1`,
  )
  estateId = String(estate?.["id"])
})
afterAll(() => door.close())

beforeEach(async () => {
  made += 1
  await door.cell.rows("update nominations set state = 'withdrawn' where programme_id = ?", [programmeId])
  draft = `draft-${made}`
  const at = door.now.toISOString()
  const row = {
    ...{ id: draft, programmeId, category: "A", estateId, organisationId: "company-1", memberId: "m" },
    ...{ state: "draft" as const, rulesVersion: 1, blindCode: `C-${draft}`, createdAt: at, updatedAt: at },
  }
  await door.cell.client.batch([insertRows(nominations, [row])], "write")
})

interface Sent {
  path?: string
  statement?: string
  revision?: string
  consent?: string
  reason?: string
}

const typed = "四方议事每月一次，写到一半。"

function body(file: Uint8Array<ArrayBuffer> | null, sent: Sent) {
  const form = new FormData()
  const { statement = typed, revision = "1", consent = "yes", reason = "数据之后有整改" } = sent
  const fields = { key: freshKey(), revision, "answer:statement": statement, consent, reason }
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  form.set("file", file ? new File([file], "照片.jpg") : new File([], ""))
  return form
}

async function send(file: Uint8Array<ArrayBuffer> | null, sent: Sent = {}) {
  const { path = paths.attachments(draft) } = sent
  const client = await door.as("editor")
  return shown(await client.send(path, { method: "POST", body: body(file, sent) }))
}

async function kept() {
  const [row] = await door.cell.rows("select * from nominations where id = ?", [draft])
  const files = await door.cell.rows("select * from attachments where nomination_id = ?", [draft])
  const { objects } = await door.cell.bucket.list({})
  const stored = objects.filter(({ key }) => key.includes("/attachments/")).length
  return { row: row ?? {}, files, stored }
}

async function actions(): Promise<unknown[]> {
  const events = await door.cell.rows(
    `select action from audit_events where entity_id = ?1 or entity_id in
      (select id from attachments where nomination_id = ?1) order by seq`,
    [draft],
  )
  return events.map(({ action }) => action)
}

describe("a file sent with what is typed", () => {
  test("keeps both, with both events, in one batch of three round trips", async () => {
    const client = await door.as("editor")
    await client.get(paths.nomination(draft))
    const { roundTrips, response } = await door.costOf(() =>
      client.send(paths.attachments(draft), { method: "POST", body: body(jpegFile(), {}) }),
    )
    expect(response.headers.get("location")).toBe(paths.nomination(draft, { done: "attached" }))
    expect(roundTrips).toBeLessThanOrEqual(3)
    const { row, files } = await kept()
    expect(row).toMatchObject({ answers: JSON.stringify({ statement: typed }), revision: 2, state: "draft" })
    expect(row["ineligible_reason"]).toBe("数据之后有整改")
    expect(files).toHaveLength(1)
    expect(await actions()).toEqual(["nomination.save", "attachment.add"])
    const page = await shown(await client.get(paths.nomination(draft, { done: "attached" })))
    expect(page.words).toContain("附件已上传，草稿已保存。")
    expect(fieldValue(page, "answer:statement")).toBe(typed)
    expect(fieldValue(page, "reason")).toBe("数据之后有整改")
    expect(page.words).toMatch(/已保存 2026-/)
  })

  test("the draft's own button takes a chosen file along, and saves without one", async () => {
    const path = paths.nomination(draft)
    expect((await send(pngFile(), { path })).location).toBe(paths.nomination(draft, { done: "attached" }))
    const second = await send(null, { path, revision: "2", statement: "改过" })
    expect(second.location).toBe(paths.nomination(draft, { done: "saved" }))
    expect(await actions()).toEqual(["nomination.save", "attachment.add", "nomination.save"])
  })

  test("submitting takes a chosen file along in the same batch", async () => {
    const answer = await send(pngFile(), { path: paths.nominationSubmission(draft) })
    expect(answer.location).toBe(paths.nomination(draft, { done: "submitted" }))
    const { row, files } = await kept()
    expect(row).toMatchObject({ state: "submitted", ineligible_reason: "数据之后有整改" })
    expect(files).toHaveLength(1)
    expect(await actions()).toEqual(expect.arrayContaining(["attachment.add", "nomination.submit"]))
  })

  test("text that no draft can hold: nothing is kept, everything typed comes back", async () => {
    const before = (await kept()).stored
    const long = "长".repeat(10_001)
    const answer = await send(pngFile(), { statement: long })
    expect(answer.status).toBe(422)
    expect(fieldValue(answer, "answer:statement")).toBe(long)
    expect(errorBeside(answer, "n-statement")).toContain("现在 10001 字")
    expect(errorBeside(answer, "file")).toContain("请再选一次")
    expect(await kept()).toMatchObject({ row: { revision: 1 }, files: [], stored: before })
    const reason = await send(pngFile(), { reason: "长".repeat(10_001) })
    expect(errorBeside(reason, "n-reason")).toContain("10001 个字")
  })

  test("a file that is not taken: said beside it, everything typed comes back", async () => {
    for (const [file, sentence] of [
      [new TextEncoder().encode("<html>"), "只收 JPEG、PNG"],
      [null, "请选择一个文件"],
    ] as const) {
      const answer = await send(file, { consent: "" })
      expect(answer.status).toBe(422)
      expect(fieldValue(answer, "answer:statement")).toBe(typed)
      expect(fieldValue(answer, "reason")).toBe("数据之后有整改")
      expect(errorBeside(answer, "file")).toContain(sentence)
      expect(answer.html).toContain('href="#file"')
      expect(answer.words).toContain("还没有保存")
    }
    expect(await kept()).toMatchObject({ row: { revision: 1 }, files: [] })
  })

  test("submitting what is incomplete says that the file has to be chosen again", async () => {
    const answer = await send(pngFile(), { path: paths.nominationSubmission(draft), statement: "" })
    expect(answer.status).toBe(422)
    expect(errorBeside(answer, "n-statement")).toContain("请填写这一项")
    expect(errorBeside(answer, "file")).toContain("请再选一次")
    expect((await kept()).files).toEqual([])
  })

  test("somebody saved meanwhile: what changed is said, what is typed stays, no file is kept", async () => {
    await send(null, {
      path: paths.nomination(draft),
      statement: "先存的",
      consent: "",
      reason: "另一个理由",
    })
    const before = (await kept()).stored
    const late = await send(pngFile(), {})
    expect(late.status).toBe(409)
    expect(late.words).toContain("做法与成效现在是：先存的")
    expect(late.words).toContain("同意公开现在是：未勾选")
    expect(late.words).toContain("仍要申报的理由现在是：另一个理由")
    expect(fieldValue(late, "answer:statement")).toBe(typed)
    expect(errorBeside(late, "file")).toContain("请再选一次")
    expect(await kept()).toMatchObject({ row: { revision: 2 }, files: [], stored: before })
    const same = await send(null, {
      path: paths.nomination(draft),
      statement: "先存的",
      consent: "",
      reason: "另一个理由",
    })
    expect(same.words).toContain("填写的内容与现在相同")
  })
})

describe("a draft that saves itself", () => {
  const save = async (revision: string, fields: Record<string, string> = {}) => {
    const form = new URLSearchParams({ key: freshKey(), revision, "answer:statement": typed, ...fields })
    const client = await door.as("editor")
    return client.send(paths.nomination(draft), {
      method: "POST",
      headers: { accept: "application/json" },
      body: form,
    })
  }

  test("is answered the revision and the time; a refusal says which", async () => {
    const saved = await save("1")
    expect(saved.status).toBe(200)
    expect(await saved.json()).toEqual({ revision: 2, savedAt: expect.stringMatching(/^2026-/) })
    const stale = await save("1")
    expect([stale.status, await stale.json()]).toEqual([409, { rule: "stale" }])
    const long = await save("2", { "answer:statement": "长".repeat(10_001) })
    expect([long.status, await long.json()]).toEqual([422, { rule: "invalid" }])
    expect((await kept()).row).toMatchObject({ revision: 2 })
  })

  test("a form that asks for no reason leaves the one that stands", async () => {
    await save("1", { reason: "写好的理由" })
    await save("2")
    expect((await kept()).row).toMatchObject({ revision: 3, ineligible_reason: "写好的理由" })
    await save("3", { reason: "" })
    expect((await kept()).row).toMatchObject({ revision: 4, ineligible_reason: null })
  })
})
