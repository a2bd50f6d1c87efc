import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { shiftDay } from "../../../worker/domain/quarter.ts"
import { secretBox } from "../../../worker/gateways/secret-box.ts"
import { runJobs } from "../../../worker/jobs/cron.ts"
import { systemServices } from "../../../worker/services.ts"
import { sendDigests } from "../../../worker/usecases/mail/send-digests.ts"
import { type SendMailDeps, sendMail } from "../../../worker/usecases/mail/send-mail.ts"
import { system } from "../../support/cell.ts"
import { fixtureRules } from "../../support/fixture-rules.ts"
import { type FrontDoor, openFrontDoor, secret } from "../../support/front-door.ts"
import { lettersOf } from "../../support/letters.ts"
import { noticeDays } from "../../support/notice-days.ts"
import { jobsAt, remind, toldIn } from "../../support/remind-city.ts"
import type { SelectionCourse } from "../../support/selection-course.ts"
import { openSelection } from "../../support/selection-fixture.ts"

let door: FrontDoor
let course: SelectionCourse
let due: string

beforeAll(async () => {
  door = await openFrontDoor({ estates: 8, released: 1 })
  const days = noticeDays(door)
  course = await days.onNotice("answers")
  days.later()
  for (let n = 0; n < 2; n++) expect((await course.object()).status).toBe(303)
  due = String((await days.objectionsOf(course))[0]?.["reply_due_day"])
  await door.addMember("company-1", "viewer")
  // Nothing waits but what each test wants.
  await door.cell.rows("update quarters set deadline_day = '2020-01-20'")
  await door.cell.rows("update submissions set state = 'verified'")
})
afterAll(() => door.close())
beforeEach(async () => {
  for (const table of ["mails", "messages", "writes"]) await door.cell.rows(`delete from ${table}`)
  await door.cell.rows("update users set letters = '{}', language = null")
  await door.cell.rows("update organisations set letters = '{}'")
  await door.cell.rows("update objections set state = 'received', decided_at = null")
  await door.cell.rows("update programmes set phase = 'notice', stopped_at = null where slug = 'answers'")
})

const nobody = async () => expect(await remind(door.cell)).toBe(0)
const emails = async () =>
  (
    await door.cell.rows(
      "select distinct u.email e from messages m join users u on u.id = m.user_id order by 1",
    )
  )
    .map(({ e }) => String(e).split("@")[0])
    .sort()

describe("the answer to objections", () => {
  test("is told to the organiser's desk, with how many, as long as they are open", async () => {
    jobsAt(door.cell, `${shiftDay(due, -7)}T08:00`)
    expect(await remind(door.cell)).toBeGreaterThan(0)
    expect(await emails()).toEqual(["chair", "secretary", "secretary2"])
    expect(new Set((await toldIn(door.cell)).map((line) => line.split(" ").slice(1).join(" ")))).toEqual(
      new Set([`objections 2 by ${due} T-7`]),
    )
    await door.cell.rows("update objections set state = 'admitted' where number = 1")
    await door.cell.rows("update objections set state = 'inadmissible' where number = 2")
    jobsAt(door.cell, `${due}T08:00`)
    await remind(door.cell)
    expect((await toldIn(door.cell)).filter((line) => line.endsWith("T-0"))[0]).toContain(
      `objections 1 by ${due}`,
    )
    await door.cell.rows("update objections set state = 'rejected'")
    jobsAt(door.cell, `${shiftDay(due, -2)}T08:00`)
    await nobody()
  })

  test.each(["phase = 'archived'", "stopped_at = '2026-10-09'"])("is not due any more: %s", async (set) => {
    await door.cell.rows(`update programmes set ${set} where slug = 'answers'`)
    jobsAt(door.cell, `${due}T08:00`)
    await nobody()
  })
})

describe("a nomination that is begun and not sent", () => {
  const close = "2026-10-31"
  let estateId: string
  const draft = (id: string, estate: string, set: { state?: string; organisation?: string } = {}) =>
    door.cell.rows(
      `insert into nominations (id, programme_id, category, estate_id, organisation_id, state, rules_version, blind_code,
        member_id, created_at, updated_at)
       values (?, 'programme-kai-fang', 'A', ?, ?, ?, 1, ?, 'm', 'x', 'x')`,
      [id, estate, set.organisation ?? "company-1", set.state ?? "draft", id],
    )
  beforeAll(async () => {
    const dates = { ...fixtureRules().dates, openDay: "2026-10-01", closeDay: close }
    await openSelection(door, { slug: "kai-fang", phase: "open", rules: { dates } })
    const [row] = await door.cell.rows(
      "select estate_id from tenures where organisation_id = 'company-1' and to_date is null order by 1 limit 1",
    )
    estateId = String(row?.["estate_id"])
    await door.cell.rows("update objections set reply_due_day = '2020-01-01'")
  })
  beforeEach(() => door.cell.rows("delete from nominations where programme_id = 'programme-kai-fang'"))

  test("is told to who may send it, until it is sent, is another's, or the call closes", async () => {
    await draft("n1", estateId)
    jobsAt(door.cell, "2026-10-24T08:00")
    expect(await remind(door.cell)).toBe(2)
    expect(await emails()).toEqual(["editor", "manager"])
    expect((await toldIn(door.cell))[0]).toContain(`nominations 1 by ${close} T-7`)
    await draft("n2", estateId, { state: "submitted", organisation: "organiser-1" })
    jobsAt(door.cell, "2026-10-29T08:00")
    await nobody()
    await door.cell.rows("delete from nominations where id = 'n2'")
    for (const state of ["submitted", "withdrawn"]) {
      await door.cell.rows("update nominations set state = ? where id = 'n1'", [state])
      await nobody()
    }
    await door.cell.rows("update nominations set state = 'draft' where id = 'n1'")
    jobsAt(door.cell, "2026-11-01T08:00")
    await nobody()
    jobsAt(door.cell, "2026-10-31T08:00")
    await door.cell.rows("update programmes set stopped_at = 'x' where slug = 'kai-fang'")
    await nobody()
    await door.cell.rows("update programmes set stopped_at = null where slug = 'kai-fang'")
    expect(await remind(door.cell)).toBe(2)
  })

  test("is not told of an estate that the company does not manage any more", async () => {
    const [row] = await door.cell.rows(
      `select estate_id from tenures where organisation_id <> 'company-1' and to_date is null
       and estate_id not in (select estate_id from tenures where organisation_id = 'company-1') order by 1 limit 1`,
    )
    await draft("n3", String(row?.["estate_id"]))
    jobsAt(door.cell, "2026-10-31T08:00")
    await nobody()
  })

  describe("its letter", () => {
    beforeEach(async () => {
      await draft("n1", estateId)
      await door.cell.rows(
        "update members set ended_at = 'x' where organisation_id = 'company-1' and role = 'editor' and ended_at is null",
      )
    })
    const deps = (got: string[]): SendMailDeps => ({
      unseal: async (sealed) => JSON.parse(await secretBox(secret, "mail").open(sealed)),
      write(letter) {
        got.push(letter.template)
        return { to: letter.to, subject: "", text: "", html: "" }
      },
      deliver: async () => null,
      retrySeconds: 60,
    })
    async function sendAll() {
      const got: string[] = []
      for (const { id } of await door.cell.rows("select id from mails order by rowid"))
        await sendMail(door.cell.contextFor(system), deps(got), String(id))
      return got
    }
    const states = async () => (await door.cell.rows("select state from mails")).map(({ state }) => state)
    const set = (way: string) =>
      door.cell.rows(
        `update organisations set letters = '{"nominations_due":"${way}"}' where id = 'company-1'`,
      )

    test("goes out as the settings say: at once, with the day's digest, or not at all", async () => {
      jobsAt(door.cell, "2026-10-31T07:05")
      await remind(door.cell)
      expect(await sendAll()).toEqual(["nominations_due"])
      for (const [way, state] of [
        ["daily", "digest"],
        ["off", "skipped"],
      ] as const) {
        for (const table of ["mails", "messages", "writes"]) await door.cell.rows(`delete from ${table}`)
        await set(way)
        await remind(door.cell)
        expect(await sendAll()).toEqual([])
        expect(await states()).toEqual([state])
        expect((await door.cell.rows("select 1 from messages")).length).toBe(1)
      }
    })

    test("goes out at once also to who wants one letter a day, when that would come after the day", async () => {
      await set("daily")
      jobsAt(door.cell, "2026-10-31T08:05")
      await remind(door.cell)
      expect(await sendAll()).toEqual(["nominations_due"])
    })

    test("that waited until its day was over goes to nobody, and into no digest", async () => {
      await set("now")
      jobsAt(door.cell, "2026-10-29T08:00")
      await remind(door.cell)
      await door.cell.rows("update mails set created_at = '2026-10-29T00:00:00.000Z'")
      jobsAt(door.cell, "2026-11-01T00:00")
      expect(await sendAll()).toEqual([])
      expect(await states()).toEqual(["skipped"])
      await door.cell.rows("update mails set state = 'digest', sealed = null")
      jobsAt(door.cell, "2026-11-01T09:00")
      await sendDigests(door.cell.contextFor(system), "http://localhost:8787/desk/inbox")
      expect(await states()).toEqual(["skipped"])
    })

    test("is written by cron at the cell's own clock, and leads to the page where it can be sent", async () => {
      const offset = Date.parse("2026-10-29T08:00:00+08:00") - Date.now()
      const bindings = { ...door.bindings, CLOCK_OFFSET_MS: String(offset) }
      await runJobs("510100", (job) => systemServices(bindings, job, "510100"))
      const letters = (await lettersOf(door)).filter(({ template }) => template === "nominations_due")
      expect(letters.map(({ parameters }) => parameters.link)).toEqual(["http://localhost/nominations"])
      expect(letters[0]?.parameters).toMatchObject({ count: "1", day: close })
    })
  })
})
