import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { paths } from "../../../web/paths.ts"
import type { ShortlistDocument } from "../../../worker/domain/selection/shortlist.ts"
import { verifyArchive } from "../../../worker/domain/selection/verify-archive.ts"
import { expressions } from "../../../worker/gateways/expression.ts"
import { workingDays } from "../../../worker/gateways/working-days.ts"
import { type FrontDoor, openFrontDoor } from "../../support/front-door.ts"
import { type NoticeDays, noticeDays } from "../../support/notice-days.ts"
import { publicArchiveOf } from "../../support/public-archive.ts"
import { freshKey } from "../../support/quarter-forms.ts"
import { openCourseOf, type SelectionCourse } from "../../support/selection-course.ts"

let door: FrontDoor
let days: NoticeDays
beforeAll(async () => {
  door = await openFrontDoor({ estates: 8, released: 2 })
  days = noticeDays(door)
})
afterAll(() => door.close())

/** Every candidate is nominated by the company whose manager signs in. */
const ofOneCompany = ({ programmeId }: SelectionCourse) =>
  door.cell.client.execute({
    sql: "update nominations set organisation_id = 'company-1' where programme_id = ?",
    args: [programmeId],
  })

const idOf = (course: SelectionCourse, candidate: number) => course.nominations[candidate]?.id ?? ""

const withdraw = (course: SelectionCourse, candidate: number) =>
  course.post("manager", paths.nominationWithdrawal(idOf(course, candidate)), {
    revision: "1",
    reason: "改造未完成，不再参评",
  })

/** The candidates of every list, and who left it why, by their position in the fixture. */
async function listsOf({ programmeId, nominations }: SelectionCourse) {
  const rows = await door.cell.rows(
    "select document from shortlists where programme_id = ? order by number",
    [programmeId],
  )
  const position = (id: string) => nominations.findIndex((one) => one.id === id)
  return rows.map((row) => {
    const { categories } = JSON.parse(String(row["document"])) as ShortlistDocument
    const [{ entries = [], left = [] } = {}] = categories
    return {
      entries: entries.map(({ nominationId }) => position(nominationId)),
      left: left.map(({ nominationId, reason }) => `${position(nominationId)} ${reason}`),
    }
  })
}

const noticesOf = ({ programmeId }: SelectionCourse) =>
  door.cell.rows(
    "select shortlist_number list, from_day, to_day from notices where programme_id = ? order by number",
    [programmeId],
  )

describe("withdrawing while the list is on notice", () => {
  let course: SelectionCourse
  beforeAll(async () => {
    course = await days.onNotice("leaves")
    await ofOneCompany(course)
  })

  test("makes the next list in the same write, with a notice of who moves up", async () => {
    const client = await door.as("manager")
    const before = await course.page("manager", paths.nomination(idOf(course, 1)))
    expect(before.words).toContain("由下一个小区按规则递补")
    const path = paths.nominationWithdrawal(idOf(course, 1))
    const key = freshKey()
    const typed = { key, revision: "1", reason: "改造未完成，不再参评" }
    const { response, roundTrips } = await door.costOf(() => client.post(path, typed))
    expect([response.status, roundTrips]).toEqual([303, 3])
    expect((await client.post(path, typed)).status).toBe(303)
    expect(await listsOf(course)).toEqual([
      { entries: [0, 1, 2], left: [] },
      { entries: [0, 2, 3], left: ["1 withdrawn"] },
    ])
    expect(await noticesOf(course)).toEqual([
      { list: 1, from_day: "2026-10-08", to_day: "2026-10-13" },
      { list: 2, from_day: "2026-10-09", to_day: "2026-10-14" },
    ])
  })

  test("one in reserve leaves it, and will not move up", async () => {
    expect((await withdraw(course, 4)).status).toBe(303)
    expect((await withdraw(course, 0)).status).toBe(303)
    const lists = await listsOf(course)
    expect(lists.at(2)).toEqual({ entries: [0, 2, 3], left: ["1 withdrawn", "4 withdrawn"] })
    expect(lists.at(3)).toEqual({ entries: [2, 3], left: ["1 withdrawn", "4 withdrawn", "0 withdrawn"] })
    expect(await noticesOf(course)).toHaveLength(2)
  })

  test("the public notice says that it withdrew, and not why", async () => {
    const page = await days.visit("/programmes/leaves/notice/1")
    expect(page.words.match(/申报单位已撤回/g)).toHaveLength(2)
    expect(page.words).not.toContain("公示后剔除")
    expect(page.words).not.toContain("改造未完成")
    const desk = await course.page("secretary", paths.selectionPart("leaves", "shortlist"))
    expect(desk.words).toContain("申报单位已撤回")
  })

  test("who withdrew is never awarded; who moved up is, after a notice of its own", async () => {
    days.at("2026-10-14T00:00:00")
    expect((await course.close(1)).status).toBe(303)
    const awarded = async () => {
      const rows = await door.cell.rows("select nomination_id id from awards where programme_id = ?", [
        course.programmeId,
      ])
      return rows.map(({ id }) => course.nominations.findIndex((one) => one.id === id)).sort()
    }
    expect((await course.award()).status).toBe(303)
    expect(await awarded()).toEqual([2])
    days.at("2026-10-15T00:00:01")
    expect((await course.close(2)).status).toBe(303)
    expect((await course.award()).status).toBe(303)
    expect(await awarded()).toEqual([2, 3])
    expect((await withdraw(course, 3)).status).toBe(409)
  })
})

describe("withdrawing before the notice", () => {
  let course: SelectionCourse
  beforeAll(async () => {
    days.at("2026-10-08T09:00:00")
    course = await openCourseOf(door, { slug: "before" })
    await ofOneCompany(course)
    expect((await course.freeze()).status).toBe(303)
  })

  test("opens none: the notice to come is of the newest list", async () => {
    expect((await withdraw(course, 0)).status).toBe(303)
    expect((await listsOf(course)).at(-1)?.entries).toEqual([1, 2, 3])
    expect(await noticesOf(course)).toEqual([])
    expect((await course.openNotice()).status).toBe(303)
    expect((await noticesOf(course)).map(({ list }) => list)).toEqual([2])
    const page = await days.visit("/programmes/before/notice")
    expect(page.words).not.toContain("申报单位已撤回")
  })
})

test("an objection that is upheld later finds nobody to strike", async () => {
  const course = await days.onNotice("both")
  await ofOneCompany(course)
  days.later()
  expect((await course.object({ nominationId: idOf(course, 0) })).status).toBe(303)
  expect((await withdraw(course, 0)).status).toBe(303)
  const [row] = await days.objectionsOf(course)
  const id = String(row?.["id"])
  expect((await course.answer(id, "admission")).status).toBe(303)
  expect((await course.answer(id, "decision", { decision: "upheld", reply: "经查属实。" })).status).toBe(303)
  expect(await listsOf(course)).toHaveLength(2)
})

describe("withdrawing once it is decided", () => {
  let course: SelectionCourse
  beforeAll(async () => {
    course = await days.onNotice("reserve", { nominated: 6 })
    await ofOneCompany(course)
    days.at("2026-10-14T00:00:01")
    expect((await course.close(1)).status).toBe(303)
    expect((await course.award()).status).toBe(303)
  })

  test("who waits may still go, on record; the list and whoever waits after it stay", async () => {
    const page = await course.page("manager", paths.nomination(idOf(course, 3)))
    expect(page.words).toContain("还在递补名单里")
    const client = await door.as("manager")
    const typed = { key: freshKey(), revision: "1", reason: "小区将要改造" }
    const path = paths.nominationWithdrawal(idOf(course, 3))
    const { response, roundTrips } = await door.costOf(() => client.post(path, typed))
    expect([response.status, roundTrips]).toEqual([303, 3])
    expect(await listsOf(course)).toEqual([
      { entries: [0, 1, 2], left: [] },
      { entries: [0, 1, 2], left: ["3 withdrawn"] },
    ])
    const [newest] = await door.cell.rows(
      "select document from shortlists where programme_id = ? order by number desc limit 1",
      [course.programmeId],
    )
    const { categories } = JSON.parse(String(newest?.["document"])) as ShortlistDocument
    expect(categories[0]?.reserve.map(({ nominationId, order }) => [nominationId, order])).toEqual([
      [idOf(course, 4), 5],
      [idOf(course, 5), 6],
    ])
    expect(await noticesOf(course)).toHaveLength(1)
    const [event] = await door.cell.rows(
      "select detail from audit_events where action = 'nomination.withdraw' and entity_id = ?",
      [idOf(course, 3)],
    )
    expect(JSON.parse(String(event?.["detail"]))).toMatchObject({ phase: "decided", newcomer: null })
  })

  test("who is awarded, or has gone already, may not", async () => {
    const awarded = await withdraw(course, 0)
    expect(awarded.status).toBe(409)
    expect(awarded.words).toContain("只有还在递补名单里的申报可以撤回")
    const page = await course.page("manager", paths.nomination(idOf(course, 0)))
    expect(page.html).not.toContain(paths.nominationWithdrawal(idOf(course, 0)))
    expect((await withdraw(course, 3)).words).toContain("这份申报已经撤回")
  })

  test("the archive still follows to its last list, and once it is archived nobody goes", async () => {
    const file = await (await door.as("secretary")).get(paths.programmeArchive("reserve"))
    const archive = publicArchiveOf(await file.text())
    const { checks } = verifyArchive(archive, { evaluate: expressions().evaluate, calendar: workingDays })
    const lists = checks.filter(({ name }) =>
      ["first_list", "later_lists", "notices", "awards"].includes(name),
    )
    expect(lists.map(({ count, faults }) => [count > 0, faults])).toEqual(Array(4).fill([true, []]))
    await door.cell.rows("update programmes set phase = 'archived' where id = ?", [course.programmeId])
    expect((await withdraw(course, 4)).status).toBe(409)
  })
})
