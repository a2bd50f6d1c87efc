import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { type FrontDoor, openFrontDoor } from "../support/front-door.ts"
import {
  errorBeside,
  fieldValue,
  freshKey,
  openWalk,
  startAgain,
  storedValues,
  type Walk,
} from "../support/quarter-forms.ts"

let door: FrontDoor
let walk: Walk
const start = new Date("2026-10-12T02:00:00Z")

beforeAll(async () => {
  door = await openFrontDoor({ now: start })
  walk = await openWalk(door)
})
beforeEach(async () => {
  door.now = start
  await startAgain(walk)
})
afterAll(() => door.close())

test("the form is built from the edition, with last quarter's values, and only with what the company types", async () => {
  const page = await walk.form("editor")
  expect(page.status).toBe(200)
  expect(fieldValue(page, "v:households")).toBe(walk.before["company"]?.["households"])
  expect(page.words).toContain("沿用上季，请确认")
  expect(fieldValue(page, "v:bare_soil_m2")).toBe("")
  expect(fieldValue(page, "v:observers")).toBeUndefined()
  expect(fieldValue(page, "v:REQ-10")).toBeUndefined()
  expect(page.words).toContain("上季度核定")
  expect(page.words).toContain("未填写")
  expect(fieldValue(await walk.form("community"), "v:observers")).toBe(
    walk.before["community"]?.["observers"],
  )
  expect(fieldValue(await walk.form("community"), "v:volunteer_hours")).toBe("")
  expect(fieldValue(await walk.form("community"), "v:households")).toBeUndefined()
})

test("a draft keeps what was typed, right or wrong, and says beside the field what is wrong", async () => {
  const saved = await walk.save("editor", {
    households: "１，０７９",
    cultural_events: "三场",
    bare_soil_m2: "300",
    green_land_m2: "200",
  })
  expect(saved.location).toMatch(/done=saved$/)
  const page = await walk.form("editor")
  expect(fieldValue(page, "v:households")).toBe("1079")
  expect(fieldValue(page, "v:cultural_events")).toBe("三场")
  expect(errorBeside(page, "v-cultural_events")).toContain("“三场”不是数字")
  expect(errorBeside(page, "v-bare_soil_m2")).toContain("请核对两个数（300 平方米，200 平方米）")
  expect(errorBeside(page, "v-households")).toBe("")
})

test("two editors: the second save is refused, shows what differs, keeps what was typed, and then counts", async () => {
  const second = await walk.form("editor")
  await walk.save("editor", { households: "812", cultural_events: "3", "REQ-06": "yes" })
  const stale = await walk.save(
    "editor",
    { households: "813", cultural_events: "3", "REQ-06": "no" },
    { revision: fieldValue(second, "revision") ?? "" },
  )
  expect(stale.status).toBe(409)
  expect(stale.words).toContain("户数（登记）：您填的是 813，已保存的是 812")
  expect(stale.words).toContain("您填的是 否，已保存的是 是")
  expect(stale.words).not.toContain("文化活动场次：您填的是")
  expect(fieldValue(stale, "v:households")).toBe("813")
  expect((await storedValues(walk, "company"))["households"]).toBe("812")
  const kept = await walk.save(
    "editor",
    { households: "813" },
    { revision: fieldValue(stale, "revision") ?? "", key: fieldValue(stale, "key") ?? "" },
  )
  expect(kept.status).toBe(303)
  expect((await storedValues(walk, "company"))["households"]).toBe("813")
})

test("the same form sent twice is saved once; changed after going back it is never taken for done", async () => {
  const hidden = { key: freshKey(), revision: "0" }
  const once = await walk.save("editor", { households: "812" }, hidden)
  const twice = await walk.save("editor", { households: "812" }, hidden)
  expect([twice.status, twice.location]).toEqual([once.status, once.location])
  const [part] = await door.cell.rows(
    "select max(revision) revision from submission_parts p where p.saved_at = ?",
    [start.toISOString()],
  )
  expect(part?.["revision"]).toBe(1)
  const changed = await walk.save("editor", { households: "900" }, hidden)
  expect(changed.status).toBe(409)
  expect(fieldValue(changed, "v:households")).toBe("900")
  expect((await storedValues(walk, "company"))["households"]).toBe("812")
})

test("the same form posted ten times at once is saved once, each with the same answer", async () => {
  const hidden = { key: freshKey(), revision: "0" }
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => walk.save("editor", { households: "812" }, hidden)),
  )
  expect(new Set(answers.map(({ status, location }) => `${status} ${location}`)).size).toBe(1)
  expect(answers[0]?.status).toBe(303)
  const events = await door.cell.rows(
    "select count(*) n from submission_parts p join submissions s on s.id = p.submission_id where s.quarter = ? and p.revision > 1 and p.saved_at = ?",
    [walk.open, start.toISOString()],
  )
  expect(events[0]?.["n"]).toBe(0)
})

test("another person's form with the same key is a form of its own", async () => {
  const hidden = { key: freshKey(), revision: "0" }
  await walk.save("editor", { households: "812" }, hidden)
  const other = await walk.save("community", { observers: "9" }, hidden)
  expect(other.status).toBe(303)
  expect(await storedValues(walk, "community")).toEqual({ observers: "9" })
  expect(await storedValues(walk, "company")).toEqual({ households: "812" })
})

test("company and community save at the same time, first and later, and never overwrite each other", async () => {
  for (const [households, observers] of [
    ["812", "9"],
    ["813", "10"],
    ["814", "11"],
  ] as const) {
    const answers = await Promise.all([
      walk.save("editor", { households }),
      walk.save("community", { observers }),
    ])
    expect(answers.map(({ status }) => status)).toEqual([303, 303])
    expect(await storedValues(walk, "company")).toEqual({ households })
    expect(await storedValues(walk, "community")).toEqual({ observers })
  }
})
