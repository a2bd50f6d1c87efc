import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import {
  type DeadlineKind,
  FIRST_REMINDER,
  reminderOf,
} from "../../../worker/domain/deadline/deadline-kind.ts"
import { deadlines } from "../../../worker/domain/deadline/deadlines.ts"
import { openTestCell, system, type TestCell } from "../../support/cell.ts"
import { addEstates, addQuarter, addSubmissions, closeDistrict } from "../../support/cell-rows.ts"
import { meanwhile } from "../../support/meanwhile.ts"
import { addPerson, jobsAt, remind, toldIn } from "../../support/remind-city.ts"

const deadline = "2026-10-20"
let cell: TestCell

beforeAll(async () => {
  cell = await openTestCell({ now: new Date("2026-10-12T02:00:00Z") })
  await addQuarter(cell, "2026Q3", deadline)
  await addEstates(cell, [
    { slug: "a1" },
    { slug: "a2" },
    { slug: "a3", place: "qingyang" },
    { slug: "b1", company: "company-2" },
    { slug: "new", company: "company-3", since: "2026-10-01" },
  ])
  await addPerson(cell, "company-1", { id: "ann" })
  await addPerson(cell, "company-1", { id: "bob", role: "editor" })
  await addPerson(cell, "company-1", { id: "cem", role: "editor", limited: ["id-a1"] })
  await addPerson(cell, "company-1", { id: "dan", role: "viewer" })
  await addPerson(cell, "company-2", { id: "eve" })
  // Its only estate came after the quarter's last day.
  await addPerson(cell, "company-3", { id: "fay" })
})
afterAll(() => cell.close())
beforeEach(async () => {
  for (const table of [
    "mails",
    "messages",
    "writes",
    "submissions",
    '"values"',
    "findings",
    "returns",
    "closings",
    "releases",
  ])
    await cell.rows(`delete from ${table}`)
  await cell.rows("update members set ended_at = null")
  await cell.rows("update organisations set deleted_at = null")
  await cell.rows("update estates set retired_from = null")
  await cell.rows("update quarters set deadline_day = ?", [deadline])
})

const at = (time: string) => jobsAt(cell, time)
const told = () => toldIn(cell)
async function forget() {
  for (const table of ["messages", "writes"]) await cell.rows(`delete from ${table}`)
}
const run = () => remind(cell)
const sent = (slug: string, state: "submitted" | "draft" | "returned" | "street_verified" | "verified") =>
  addSubmissions(cell, [{ slug, quarter: "2026Q3", state, texts: {} }])

describe("a quarter's deadline", () => {
  test("is told of fourteen, seven and two days before and on the day, from seven in the morning, once each", async () => {
    const days: [string, number][] = [
      ["2026-10-05T12:00", 0],
      ["2026-10-06T06:59", 0],
      ["2026-10-06T07:00", 4],
      ["2026-10-12T12:00", 0],
      ["2026-10-13T06:59", 0],
      ["2026-10-13T07:00", 4],
      ["2026-10-13T07:05", 0],
      ["2026-10-14T12:00", 0],
      ["2026-10-17T23:00", 0],
      ["2026-10-18T07:00", 4],
      ["2026-10-19T09:00", 0],
      ["2026-10-20T07:00", 4],
      ["2026-10-20T23:59", 0],
      ["2026-10-21T08:00", 0],
    ]
    for (const [time, letters] of days) {
      at(time)
      expect([time, await run()]).toEqual([time, letters])
    }
    expect(await told()).toEqual(
      ["ann", "bob", "cem", "eve"].flatMap((who) => {
        const count = { cem: 1, eve: 1 }[who] ?? 3
        return [0, 14, 2, 7].map((days) => `${who} submissions ${count} by ${deadline} T-${days}`)
      }),
    )
    const mails = await cell.rows(
      "select count(*) n from mails where kind = 'submissions_due' and state = 'queued'",
    )
    expect(mails).toEqual([{ n: 16 }])
    const events = await cell.rows(
      "select detail from audit_events where action = 'mail.remind' order by seq",
    )
    expect(events.length).toBe(8)
    expect(events[0]?.["detail"]).toBe(`{"deadline":"submissions/2026Q3/${deadline}/14","letters":3}`)
  })

  test("of several that were missed only the one that makes sense today goes out", async () => {
    at("2026-10-19T08:00")
    expect(await run()).toBe(4)
    at("2026-10-20T08:00")
    expect(await run()).toBe(4)
    expect((await told()).map((line) => line.slice(-3)).sort()).toEqual(
      [..."0000"].map((n) => `T-${n}`).concat([..."2222"].map((n) => `T-${n}`)),
    )
    at("2026-10-21T08:00")
    expect(await run()).toBe(0)
  })

  test("tells nobody whose work is done, and who is left of what is left", async () => {
    await sent("a1", "submitted")
    await sent("a2", "returned")
    await sent("a3", "verified")
    await sent("b1", "street_verified")
    at("2026-10-18T08:00")
    await run()
    expect(await told()).toEqual([
      "ann submissions 1 by 2026-10-20 T-2",
      "bob submissions 1 by 2026-10-20 T-2",
    ])
    await cell.rows("delete from submissions where id = '2026Q3-a2'")
    await sent("a2", "draft")
    expect(await run()).toBe(0)
    await cell.rows("update submissions set state = 'submitted'")
    at("2026-10-20T08:00")
    expect(await run()).toBe(0)
  })

  test("tells nobody of what cannot be sent: closed by the district, released, retired, given up", async () => {
    at("2026-10-18T08:00")
    await closeDistrict(cell, "2026Q3", "510105")
    await cell.rows("update estates set retired_from = '2026-09-30' where id = 'id-a2'")
    await run()
    expect((await told()).filter((line) => /^(ann|eve)/.test(line))).toEqual([
      "ann submissions 1 by 2026-10-20 T-2",
      "eve submissions 1 by 2026-10-20 T-2",
    ])
    await forget()
    await cell.rows("update estates set retired_from = '2026-10-01' where id = 'id-a2'")
    await cell.rows("update tenures set to_date = '2026-09-29' where id = 'tenure-b1'")
    await run()
    await cell.rows("update tenures set to_date = null where id = 'tenure-b1'")
    expect((await told()).filter((line) => /^(ann|eve)/.test(line))).toEqual([
      "ann submissions 2 by 2026-10-20 T-2",
    ])
    await forget()
    await cell.rows(`insert into releases (id, period, number, state, stage, edition_id, engine_version, estate_count, progress,
      requested_by, requested_at, heartbeat_at, instance_id)
      select 'r', '2026Q3', 1, 'running', 'score', edition_id, '1', 0, '{}', 'm', 'x', 'x', 'i' from quarters`)
    expect(await run()).toBe(0)
  })

  test("tells nobody who has left, may not send, or whose organisation is gone", async () => {
    at("2026-10-18T08:00")
    await cell.rows("update members set ended_at = '2026-10-17' where user_id = 'bob'")
    await cell.rows("update organisations set deleted_at = '2026-10-17' where id = 'company-2'")
    await cell.rows("update users set email = 'deleted-cem@invalid' where id = 'cem'")
    // Nobody else is counted either: who cannot be told would stand in the way of others.
    expect(await run()).toBe(1)
    await cell.rows("update users set email = 'cem@test.example' where id = 'cem'")
    expect(await told()).toEqual(["ann submissions 3 by 2026-10-20 T-2"])
  })

  test("tells whoever comes later, and once more when the deadline was moved", async () => {
    at("2026-10-18T08:00")
    await cell.rows("update members set ended_at = '2026-10-17' where user_id = 'bob'")
    await run()
    await cell.rows("update members set ended_at = null")
    expect(await run()).toBe(1)
    await cell.rows("update quarters set deadline_day = '2026-10-25'")
    expect(await run()).toBe(4)
    expect((await told()).filter((line) => line.startsWith("bob"))).toEqual([
      "bob submissions 3 by 2026-10-20 T-2",
      "bob submissions 3 by 2026-10-25 T-7",
    ])
  })

  test("a person of two companies is told of each as its member", async () => {
    await addPerson(cell, "company-2", { id: "ann" })
    at("2026-10-20T08:00")
    await run()
    await cell.rows("delete from members where id = 'company-2/ann'")
    const rows = await cell.rows("select organisation_id from messages where user_id = 'ann' order by 1")
    expect(rows.map((row) => row["organisation_id"])).toEqual(["company-1", "company-2"])
  })
})

describe("cron", () => {
  test("twice at the same moment sends each letter once", async () => {
    at("2026-10-18T08:00")
    await Promise.all([run(), run(), run()])
    await run()
    expect((await told()).length).toBe(4)
    expect(await cell.rows("select count(*) n from mails")).toEqual([{ n: 4 }])
  })

  test("killed in the middle goes on with who was not written to", async () => {
    at("2026-10-18T08:00")
    const ctx = cell.contextFor(system)
    let writes = 0
    const killed: typeof ctx = {
      ...ctx,
      async write(command, change) {
        if (++writes > 1) throw new Error("killed")
        return ctx.write(command, change)
      },
    }
    await expect(remind(cell, killed)).rejects.toThrow("killed")
    expect((await told()).length).toBe(3)
    expect(await run()).toBe(1)
    expect(await run()).toBe(0)
    expect((await told()).length).toBe(4)
  })

  test.each([
    [
      "the last figures are sent",
      () => cell.rows("update submissions set state = 'submitted' where id = '2026Q3-b1'"),
    ],
    [
      "the person leaves",
      () => cell.rows("update members set ended_at = '2026-10-18' where user_id = 'eve'"),
    ],
    ["another run tells it", () => remind(cell)],
  ])("does not write what is not so any more when, between reading and writing, %s", async (_, happens) => {
    at("2026-10-18T08:00")
    await cell.rows("update members set ended_at = '2026-10-17' where organisation_id = 'company-1'")
    await sent("b1", "draft")
    expect(await remind(cell, meanwhile(cell.contextFor(system), happens))).toBe(0)
    const expected = (await cell.rows("select count(*) n from messages"))[0]?.["n"]
    expect((await cell.rows("select count(*) n from mails"))[0]?.["n"]).toBe(expected)
    await cell.rows("delete from writes")
  })
})

test("which letter a deadline is at", () => {
  const days = [
    "2026-10-12",
    "2026-10-13",
    "2026-10-17",
    "2026-10-18",
    "2026-10-19",
    "2026-10-20",
    "2026-10-21",
  ]
  const at = (kind: DeadlineKind) => days.map((today) => reminderOf(kind, deadline, today))
  expect(at(deadlines.objections)).toEqual([null, 7, 7, 2, 2, 0, null])
  expect(at(deadlines.submissions)).toEqual([14, 7, 7, 2, 2, 0, null])
  // Nothing that a kind names is beyond what is looked for.
  for (const kind of Object.values(deadlines))
    expect(Math.max(...kind.days)).toBeLessThanOrEqual(FIRST_REMINDER)
})
