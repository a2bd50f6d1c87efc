import { afterAll, beforeAll, expect, test } from "vitest"
import { paths } from "../../../web/paths.ts"
import { type FrontDoor, openFrontDoor } from "../../support/front-door.ts"
import { type Shown, shown } from "../../support/quarter-forms.ts"
import { type Fixture, openSelection } from "../../support/selection-fixture.ts"

let door: FrontDoor
let made: Fixture

beforeAll(async () => {
  door = await openFrontDoor({ estates: 8, released: 1 })
  made = await openSelection(door, {
    ...{ phase: "review", nominated: 4, judges: 3 },
    // Judge 0 is strict, judge 1 mild, judge 2 gives everybody the same.
    score: (candidate, judge) => [40 + 10 * candidate, 70 + 10 * candidate, 50][judge] ?? 0,
  })
})
afterAll(() => door.close())

async function page(path: string, who = "secretary"): Promise<Shown> {
  return shown(await (await door.as(who)).get(path))
}

test("raw and calibrated stand beside each other, with the method, the judges and the spread", async () => {
  const client = await door.as("secretary")
  const { roundTrips } = await door.costOf(() => client.get(paths.selectionPart(made.slug, "results")))
  expect(roundTrips).toBe(2)
  const { words, html } = await page(paths.selectionPart(made.slug, "results"))
  expect(words).toContain("已提交 12/12 份评分")
  expect(words).toContain("怎么算")
  expect(words).toContain("按原始分")
  expect(html.match(/class="dots__dot"/g)).toHaveLength(12)
  expect(words).toContain("40、70、50")
})

test("the CSV holds all decimals and the same numbers", async () => {
  const answer = await (await door.as("secretary")).get(paths.resultsCsv(made.slug))
  expect(answer.headers.get("content-type")).toContain("text/csv")
  const lines = (await answer.text()).trim().split("\r\n")
  expect(lines).toHaveLength(5)
  expect(lines[1]).toContain("53.33333333")
  expect(lines[1]).toContain("40 70 50")
})

test("a voided review counts for nothing, a draft is no review, and too few are insufficient", async () => {
  const of = (judge: number) => `assignment-${made.slug}-0-${judge}`
  await door.cell.rows(
    "update reviews set voided_at = '2026-10-12', void_reason = 'conflict' where assignment_id = ?",
    [of(0)],
  )
  await door.cell.rows("update reviews set state = 'draft' where assignment_id = ?", [of(1)])
  const { words } = await page(paths.selectionPart(made.slug, "results"))
  expect(words).toContain("已提交 10/12 份评分")
  expect(words).toContain(`1 个候选的有效评分不足 ${made.rules.review.quorum} 份`)
})

test("comments are text; judges, companies and other organisers do not see results", async () => {
  await door.cell.rows(
    "update reviews set comment = '<img src=x onerror=alert(1)>' where assignment_id = ?",
    [`assignment-${made.slug}-1-0`],
  )
  const { html } = await page(paths.selectionPart(made.slug, "results"))
  expect(html).not.toContain("<img src=x")
  expect((await page(paths.selectionPart(made.slug, "results"), "judge")).status).toBe(403)
  expect((await page(paths.resultsCsv(made.slug), "editor")).status).toBe(403)
  expect((await page(paths.selectionPart("no-such", "results"))).status).toBe(404)
})

test("before the review there is nothing to see", async () => {
  await openSelection(door, { slug: "hai-zao", phase: "screening", nominated: 1 })
  expect((await page(paths.selectionPart("hai-zao", "results"))).status).toBe(409)
})

test("without candidates and without reviews the page stands", async () => {
  await openSelection(door, { slug: "kong", phase: "review" })
  expect((await page(paths.selectionPart("kong", "results"))).words).toContain("还没有候选")
})
