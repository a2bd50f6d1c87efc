import { randomUUID } from "node:crypto"
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { demonstrationStreet } from "../../schema/seed/demonstration/sites.ts"
import { paths } from "../../web/paths.ts"
import { type FrontDoor, openFrontDoor } from "../support/front-door.ts"
import { fieldValue, openWalk, type Shown, submitAgain, type Walk } from "../support/quarter-forms.ts"
import { programOf } from "../support/told-program.ts"

const street = `place-${demonstrationStreet}`
let door: FrontDoor
let walk: Walk
let colleague: string

beforeAll(async () => {
  door = await openFrontDoor()
  walk = await openWalk(door)
  colleague = await door.addMember(street, "verifier")
})
beforeEach(async () => {
  await submitAgain(walk)
})
afterAll(() => door.close())

const adjust = (key: string, value: string, words: string) => ({
  [`d:${key}`]: "adjusted",
  [`c:${key}`]: value,
  [`k:${key}`]: "records",
  [`r:${key}`]: words,
})
const mine = adjust("cultural_events", "0", "台账里没有活动")
const theirs = adjust("cultural_events", "1", "台账里只有一场")

const once = () => ({ "idempotency-key": randomUUID() })

const saved = async () => {
  const rows = await door.cell.rows(
    `select f.key, f.checked_value from findings f join submissions s on s.id = f.submission_id
     join estates e on e.id = s.estate_id
     where e.slug = ? and s.quarter = ? and f.decision = 'adjusted' order by f.key`,
    [walk.slug, walk.open],
  )
  return rows.map((row) => [row["key"], row["checked_value"]])
}
const nameOf = async (email: string) =>
  String((await door.cell.rows("select name from users where email = ?", [email]))[0]?.["name"])

/** What a page says of both decisions on a value, and that the own one still stands in its fields. */
async function expectChoice(page: Shown) {
  expect(page.status).toBe(409)
  const name = await nameOf(colleague)
  expect(page.words).toMatch(
    new RegExp(`文化活动场次：${name} [^：]*保存的意见：调整 1 与台账不符 台账里只有一场`),
  )
  expect(page.words).toContain("用对方的")
  expect(fieldValue(page, "c:cultural_events")).toBe("0")
  expect(fieldValue(page, "r:cultural_events")).toBe("台账里没有活动")
}

test("different values decided at once both stand, each under its name", async () => {
  const [first, second] = [await walk.desk("street"), await walk.desk(colleague)]
  const answers = await Promise.all([
    walk.decide("street", "findings", mine, first),
    walk.decide(colleague, "findings", adjust("households", "700", "登记册"), second),
  ])
  expect(answers.map(({ status }) => status)).toEqual([303, 303])
  expect(await saved()).toEqual([
    ["cultural_events", "0"],
    ["households", "700"],
  ])
  expect((await walk.desk("street")).words).toMatch(new RegExp(`${await nameOf(colleague)} [^：]*保存的意见`))
})

test("both decide one value: the second reads whose and what, keeps its own, and chooses", async () => {
  const page = await walk.desk("street")
  await walk.decide(colleague, "findings", { ...theirs, ...adjust("households", "700", "登记册") })
  const refused = await walk.decide("street", "findings", mine, page)
  await expectChoice(refused)
  expect(refused.words.match(/请选择：/g)).toHaveLength(1)
  expect(fieldValue(refused, "c:households")).toBe("700")
  expect(await saved()).toEqual([
    ["cultural_events", "1"],
    ["households", "700"],
  ])
  const kept = await walk.decide("street", "findings", { ...mine, "o:cultural_events": "mine" }, refused)
  expect(kept.status).toBe(303)
  expect(await saved()).toEqual([
    ["cultural_events", "0"],
    ["households", "700"],
  ])
})

test("the colleague's is taken by choosing it, and stays the colleague's", async () => {
  const page = await walk.desk("street")
  await walk.decide(colleague, "findings", theirs)
  const refused = await walk.decide("street", "findings", mine, page)
  const chosen = await walk.decide("street", "findings", { ...mine, "o:cultural_events": "theirs" }, refused)
  expect(chosen.status).toBe(303)
  expect(await saved()).toEqual([["cultural_events", "1"]])
  const desk = await walk.desk("street")
  expect(desk.words).toMatch(new RegExp(`${await nameOf(colleague)} [^ ]+ [^ ]+ 保存的意见`))
})

test("at the same moment one of both is told, and passing on is refused until what was saved has been seen", async () => {
  const [first, second] = [await walk.desk("street"), await walk.desk(colleague)]
  const answers = await Promise.all([
    walk.decide("street", "findings", mine, first),
    walk.decide(colleague, "findings", theirs, second),
  ])
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 409])
  const passing = await walk.decide("street", "verification", {}, first)
  expect(passing.status).toBe(409)
  expect(passing.words).toContain("文化活动场次：")
  expect(fieldValue(passing, "d:cultural_events")).toBe("adjusted")
  expect((await walk.decide("street", "verification", {}, first)).status).toBe(409)
})

test("a program names what it replaces; another decision by now is told with who and what, of this value alone", async () => {
  const program = await programOf(door, street, "approver")
  const path = paths.apiSubmission(walk.slug, walk.open).replace("/api/v1", "")
  const to = { decision: "adjusted", checkedValue: 0, reasonClass: "records", reason: "台账" }
  await walk.decide(colleague, "findings", theirs)
  const ask = (decisions: object) => program.send("PATCH", `${path}/findings`, { decisions }, once())
  const refused = await ask({ cultural_events: { was: null, ...to } })
  const problem = (await refused.json()) as { code: string; faults: object[]; decisions: object[] }
  expect([refused.status, problem.code]).toEqual([409, "finding_conflict"])
  expect(problem.faults).toMatchObject([{ pointer: "/decisions/cultural_events/was" }])
  expect(problem.decisions).toMatchObject([
    { key: "cultural_events", checkedValue: "1", person: await nameOf(colleague), reason: "台账里只有一场" },
  ])
  expect((await ask({ households: { was: null, ...to, checkedValue: 700 } })).status).toBe(200)
  const was = { decision: "adjusted", checkedValue: 1, reasonClass: "records", reason: "台账里只有一场" }
  expect((await ask({ cultural_events: { was, ...to } })).status).toBe(200)
  expect(await saved()).toEqual([
    ["cultural_events", "0"],
    ["households", "700"],
  ])
  const elsewhere = await programOf(door, "place-510105005", "approver")
  expect((await elsewhere.send("PATCH", `${path}/findings`, { decisions: {} }, once())).status).toBe(404)
  const company = await programOf(door, "company-1", "manager")
  expect((await company.send("PATCH", `${path}/findings`, { decisions: {} }, once())).status).toBe(403)
})

test("before anything is saved the page shows what a decision does to points and band, as the API says, in two round trips", async () => {
  const page = await walk.desk("street")
  expect(page.words).not.toContain("对得分的影响")
  const { response, roundTrips } = await door.costOf(async () => {
    const fields = { key: "preview-1", seen: fieldValue(page, "seen") ?? "", ...mine }
    return (await door.as("street")).post(paths.previewDecisions(walk.slug, walk.open), fields)
  })
  expect([response.status, roundTrips <= 3]).toEqual([200, true])
  const words = (await response.text()).replace(/<[^>]+>/g, " ").replace(/\s+/g, " ")
  const program = await programOf(door, street, "approver")
  const path = paths.apiSubmission(walk.slug, walk.open).replace("/api/v1", "")
  const decisions = {
    cultural_events: { decision: "adjusted", checkedValue: 0, reasonClass: "records", reason: "台账" },
  }
  const told = (await (await program.send("POST", `${path}/preview`, { decisions })).json()) as {
    filed: { final: number }
    adjusted: { final: number }
    effects: { key: string; effect: number }[]
  }
  const [one] = told.effects
  expect(one?.effect).toBeLessThan(0)
  expect(words).toContain("按您填的意见，得分会怎样（还没有保存）")
  expect(words).toContain(
    `总分：按填报 ${told.filed.final.toFixed(2)}，按核查值 ${told.adjusted.final.toFixed(2)}`,
  )
  const change = Math.abs(one?.effect ?? 0).toFixed(2)
  expect(words).toMatch(new RegExp(`文化活动场次 ?： ?−${change}`))
  expect(await saved()).toEqual([])
  const unsaved = await walk.desk("street")
  expect(unsaved.words).not.toContain("对得分的影响")
  const wrong = await walk.decide("street", "preview", { "d:households": "adjusted" })
  expect(wrong.status).toBe(422)
  for (const account of ["city", "editor", "district"])
    expect([account, (await walk.decide(account, "preview", mine, page)).status]).toEqual([
      account,
      account === "district" ? 409 : 403,
    ])
})
