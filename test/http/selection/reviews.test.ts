import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { formsOf } from "../../../scripts/bench/forms.ts"
import { paths } from "../../../web/paths.ts"
import { type FrontDoor, openFrontDoor } from "../../support/front-door.ts"
import { errorBeside, fieldValue, freshKey, type Shown, shown } from "../../support/quarter-forms.ts"
import { type Fixture, openSelection } from "../../support/selection-fixture.ts"

let door: FrontDoor
let made: Fixture

beforeAll(async () => {
  door = await openFrontDoor({ estates: 8, released: 2 })
  made = await openSelection(door, { phase: "review", nominated: 6, judges: 3, assigned: true })
})
afterAll(() => door.close())

const assignment = (candidate: number, judge: number) => `assignment-${made.slug}-${candidate}-${judge}`

async function page(who: string, path: string): Promise<Shown> {
  return shown(await (await door.as(who)).get(path))
}

async function send(who: string, id: string, act: "draft" | "submission", fields: Record<string, string>) {
  const path = act === "draft" ? paths.reviewDraft(id) : paths.reviewSubmission(id)
  return shown(await (await door.as(who)).post(path, { key: freshKey(), revision: "0", ...fields }))
}

const whole = { "s:C1": "100", "s:C2": "abstain", confidence: "3", comment: "机制完整" }

async function rowOf(id: string) {
  const [row] = await door.cell.rows("select * from reviews where assignment_id = ?", [id])
  return row
}

describe("a judge's page", () => {
  test("shows code, band and fifths, the anonymous answers, and neither name nor figures", async () => {
    const seen = await page("judge", paths.review(assignment(0, 0)))
    expect(seen.status).toBe(200)
    expect(seen.words).toContain(made.nominations[0]?.blindCode)
    expect(seen.words).toContain("本小区的做法")
    expect(seen.words).toContain("组织联建")
    const [estate] = await door.cell.rows("select name, slug from estates where id = ?", [
      made.nominations[0]?.estateId ?? "",
    ])
    for (const word of [String(estate?.["name"]), String(estate?.["slug"]), "示例·", "的做法在", "90.00"])
      expect(seen.html).not.toContain(word)
  })

  test("every criterion is a group with its anchored levels and abstaining; it costs two round trips", async () => {
    const client = await door.as("judge")
    const { response, roundTrips } = await door.costOf(() => client.get(paths.review(assignment(0, 0))))
    expect(roundTrips).toBe(2)
    const html = await response.text()
    for (const { code, levels } of made.rules.criteria) {
      expect(html.match(new RegExp(`name="s:${code}"`, "g"))).toHaveLength(levels.length + 1)
      for (const { anchor } of levels) expect(html).toContain(anchor)
    }
  })

  test("where the programme is not blind: name and figures", async () => {
    const open = await openSelection(door, {
      slug: "bu-mang",
      phase: "review",
      nominated: 2,
      judges: 3,
      assigned: true,
      rules: { review: { ...made.rules.review, blind: false } },
    })
    const seen = await page("judge", paths.review(open.assignments[0]?.id ?? ""))
    expect(seen.words).toContain("示例·")
    expect(seen.words).toContain("90")
    expect(seen.html).toContain(`/estates/${open.nominations[0]?.slug}`)
  })
})

describe("scoring", () => {
  test("a draft is kept as far as it has come; the island gets JSON", async () => {
    const id = assignment(1, 0)
    const saved = await send("judge", id, "draft", { "s:C1": "60" })
    expect(saved.location).toBe(paths.review(id, { done: "saved" }))
    expect(await rowOf(id)).toMatchObject({ scores: '{"C1":60}', state: "draft", revision: 1 })
    const client = await door.as("judge")
    const fields = { key: freshKey(), revision: "1", "s:C1": "60", comment: "一半" }
    const answer = await client.post(paths.reviewDraft(id), fields, { accept: "application/json" })
    expect(await answer.json()).toMatchObject({ revision: 2 })
    const seen = await page("judge", paths.review(id))
    expect([fieldValue(seen, "s:C1"), fieldValue(seen, "comment")]).toEqual(["60", "一半"])
  })

  test("submitted in three round trips, changed by submitting again, never a draft again", async () => {
    const id = assignment(2, 0)
    const client = await door.as("judge")
    const fields = { key: freshKey(), revision: "0", ...whole }
    const { response, roundTrips } = await door.costOf(() => client.post(paths.reviewSubmission(id), fields))
    expect([response.status, roundTrips]).toEqual([303, 3])
    expect(await rowOf(id)).toMatchObject({
      scores: '{"C1":100,"C2":null}',
      state: "submitted",
      confidence: 3,
    })
    const again = await client.post(paths.reviewSubmission(id), fields)
    expect(again.headers.get("location")).toBe(response.headers.get("location"))
    const draft = await send("judge", id, "draft", { revision: "1", "s:C1": "20" })
    expect(draft.status).toBe(409)
    expect(draft.words).toContain("已经提交，不能再存为草稿")
    expect(fieldValue(draft, "s:C1")).toBe("20")
    const changed = await send("judge", id, "submission", { revision: "1", ...whole, "s:C1": "60" })
    expect(changed.status).toBe(303)
    expect(await rowOf(id)).toMatchObject({ scores: '{"C1":60,"C2":null}', revision: 2 })
    const [event] = await door.cell.rows("select * from audit_events order by seq desc limit 1")
    expect(event).toMatchObject({ action: "review.submit", entity: "review", entity_id: id })
    expect(String(event?.["after"])).not.toContain("机制完整")
  })

  test("incomplete: what is missing is said beside each field, nothing is written", async () => {
    const id = assignment(3, 0)
    const answer = await send("judge", id, "submission", { "s:C1": "100" })
    expect(answer.status).toBe(422)
    expect(errorBeside(answer, "c-C2")).toContain("还没有评")
    expect(errorBeside(answer, "confidence")).toContain("请选择把握程度")
    expect(fieldValue(answer, "s:C1")).toBe("100")
    expect(await rowOf(id)).toBeUndefined()
  })

  test("abstaining from the whole asks why, and nothing else", async () => {
    const id = assignment(3, 0)
    const asked = await send("judge", id, "submission", { abstained: "yes" })
    expect(errorBeside(asked, "comment")).toContain("整体弃权请在评语里写明原因")
    const done = await send("judge", id, "submission", { abstained: "yes", comment: "认出来了" })
    expect(done.status).toBe(303)
    expect(await rowOf(id)).toMatchObject({ abstained: 1, state: "submitted" })
  })

  test.each([
    ["a level that does not exist", { "s:C1": "55" }, "c-C1", "所列的档次"],
    ["NaN", { "s:C1": "NaN" }, "c-C1", "所列的档次"],
    ["infinity", { "s:C1": "1e999" }, "c-C1", "所列的档次"],
    ["a negative score", { "s:C1": "-100" }, "c-C1", "所列的档次"],
    ["a confidence of 9", { confidence: "9" }, "confidence", "请选择把握程度"],
    ["a comment of 30,000 characters", { comment: "长".repeat(30_000) }, "comment", "评语太长"],
  ])("%s: refused in drafts and submissions", async (_, fields, id, sentence) => {
    for (const act of ["draft", "submission"] as const) {
      const answer = await send("judge", assignment(4, 0), act, { ...whole, ...fields })
      expect(answer.status).toBe(422)
      expect(errorBeside(answer, id)).toContain(sentence)
    }
    expect(await rowOf(assignment(4, 0))).toBeUndefined()
  })

  test("a criterion that the rules do not have is refused as a whole", async () => {
    const answer = await send("judge", assignment(4, 0), "draft", { "s:C9": "100", "s:__proto__": "100" })
    expect(answer.status).toBe(422)
  })

  test("two tabs: the second is told what differs and keeps what it typed", async () => {
    const id = assignment(5, 0)
    await send("judge", id, "draft", { "s:C1": "100" })
    const stale = await send("judge", id, "draft", { "s:C1": "20", comment: "<b>第二个标签页</b>" })
    expect(stale.status).toBe(409)
    expect(stale.words).toContain("机制：您填的是 20 分，已保存的是 100 分")
    expect(fieldValue(stale, "s:C1")).toBe("20")
    expect(fieldValue(stale, "comment")).toBe("<b>第二个标签页</b>")
    expect(stale.html).not.toContain("<b>第二")
    const form = formsOf(stale.html).find(({ action }) => action.endsWith("/draft"))
    const after = await shown(await (await door.as("judge")).post(form?.action ?? "", form?.fields ?? []))
    expect(after.status).toBe(303)
    expect(await rowOf(id)).toMatchObject({ scores: '{"C1":20}', revision: 2 })
  })
})

describe("who may not", () => {
  test("another judge's assignment, and none at all, are not there", async () => {
    for (const id of [assignment(0, 1), "no-such", "'; drop table reviews; --"]) {
      expect((await page("judge", paths.review(id))).status).toBe(404)
      expect((await send("judge", id, "submission", whole)).status).toBe(404)
    }
    expect((await page("chair", paths.review(assignment(0, 0)))).status).toBe(403)
  })

  test("a judge that was removed while its page was open, and an assignment that ended", async () => {
    const id = assignment(4, 1)
    await door.cell.rows(
      "update assignments set ended_at = '2026-10-12', end_reason = 'moved' where id = ?",
      [id],
    )
    expect((await send("judge2", id, "draft", whole)).status).toBe(409)
    await door.cell.rows("update judges set state = 'removed' where id = ?", [made.judges[1]?.id ?? ""])
    const answer = await send("judge2", assignment(0, 1), "submission", whole)
    expect(answer.status).toBe(409)
    expect(answer.words).toContain("不再由您评分")
    expect(await rowOf(assignment(0, 1))).toBeUndefined()
    await door.cell.rows("update judges set state = 'accepted' where id = ?", [made.judges[1]?.id ?? ""])
  })

  test("a company that the judge joined takes the estate over in mid-review: recused, recorded, nothing told", async () => {
    const id = assignment(5, 2)
    await send("judge3", id, "draft", { "s:C1": "100" })
    const candidate = made.nominations[5]
    await door.cell.rows(
      "insert into interests (id, judge_id, kind, ref, note, declared_at) values ('i-1', ?, 'estate', ?, '', '2026-10-12')",
      [made.judges[2]?.id ?? "", candidate?.estateId ?? ""],
    )
    const answer = await send("judge3", id, "submission", { revision: "1", ...whole })
    expect(answer.status).toBe(409)
    expect(answer.words).toContain("需要回避的关系")
    expect(answer.html).not.toContain(candidate?.slug)
    expect(await rowOf(id)).toMatchObject({ state: "draft", void_reason: "conflict" })
    const conflicts = await door.cell.rows(
      "select * from conflicts where judge_id = ? and nomination_id = ?",
      [made.judges[2]?.id ?? "", candidate?.id ?? ""],
    )
    expect(conflicts).toMatchObject([{ kind: "declared", found_on: "scoring" }])
    expect((await page("judge3", paths.review(id))).words).toContain("需要回避的关系")
  })

  test("after the review phase nothing is written", async () => {
    const over = await openSelection(door, {
      slug: "ping-shen-jie-shu",
      phase: "shortlist",
      nominated: 2,
      judges: 3,
      assigned: true,
    })
    const id = over.assignments[0]?.id ?? ""
    expect((await page("judge", paths.review(id))).status).toBe(409)
    expect((await send("judge", id, "submission", whole)).status).toBe(409)
    expect(await rowOf(id)).toBeUndefined()
  })
})
