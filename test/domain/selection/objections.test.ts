import { describe, expect, test } from "vitest"
import { publicTextFaults, publicTextLimit } from "../../../worker/domain/public-text.ts"
import { decisionOf, noticeOf, noticeState } from "../../../worker/domain/selection/notice-course.ts"
import { calendarFaults, noticePeriod } from "../../../worker/domain/selection/notice-days.ts"
import {
  type ObjectionState,
  readObjection,
  type TypedObjection,
} from "../../../worker/domain/selection/objections.ts"
import type { ShortlistEntry } from "../../../worker/domain/selection/shortlist.ts"
import {
  countWorkingDays,
  lastWorkingDay,
  replyDueDay,
  type WorkingCalendar,
} from "../../../worker/domain/working-days.ts"

describe("an objection", () => {
  const typed: TypedObjection = {
    nominationId: "n1",
    kind: "named",
    name: " 王芳 ",
    contact: " wang@example.org ",
    text: " 与事实不符。 ",
  }
  const read = (change: Partial<TypedObjection>, anonymous = true) => {
    const { objection, faults } = readObjection({ ...typed, ...change }, { anonymous })
    return { ...objection, faults: faults.map(({ rule, field }) => `${field} ${rule}`) }
  }

  test("is read without the space around it; anonymous, nothing of who typed it is kept", () => {
    const named = { name: "王芳", contact: "wang@example.org" }
    expect(read({})).toEqual({ nominationId: "n1", contact: named, text: "与事实不符。", faults: [] })
    expect(read({ kind: "anonymous" })).toMatchObject({ contact: null, faults: [] })
    expect(read({ kind: "anonymous", name: "", contact: "" })).toMatchObject({ contact: null, faults: [] })
    // Where the rules ask for a name, nobody is anonymous, and the kind is not asked for.
    for (const kind of ["anonymous", "", "other"])
      expect(read({ kind }, false)).toMatchObject({ contact: named, faults: [] })
  })

  test.each<[string, Partial<TypedObjection>, string[]]>([
    ["no candidate", { nominationId: "" }, ["nominationId objection_candidate"]],
    ["no kind", { kind: "" }, ["kind objection_kind"]],
    ["no text", { text: " " }, ["text objection_text"]],
    ["no name", { name: " " }, ["name objection_name"]],
    ["no contact", { contact: " " }, ["contact objection_contact"]],
    ["a long text", { text: "字".repeat(2001) }, ["text too_long"]],
    ["a long name", { name: "字".repeat(61) }, ["name too_long"]],
    ["a long contact", { contact: "1".repeat(121) }, ["contact too_long"]],
    ["the longest of all", { text: "字".repeat(2000), name: "字".repeat(60), contact: "1".repeat(120) }, []],
  ])("with %s", (_, change, faults) => expect(read(change).faults).toEqual(faults))
})

describe("a text that everybody will read", () => {
  const rules = (text: string, max = publicTextLimit) =>
    publicTextFaults("reply", text, max).map(({ rule }) => rule)

  test.each([
    "电话 13812345678。",
    "证件510104199001011234",
    "证件51010419900101123X",
    "写信到 a.b@c.example",
    "座机 028-12345678",
  ])("names nobody: %s", (text) => expect(rules(text)).toEqual(["public_text_personal"]))

  test.each(["经核对，数据属实。", "138123456789012", "编号 113812345678", "比例 12-3"])(
    "may say %s",
    (text) => expect(rules(text)).toEqual([]),
  )

  test("is there, and not too long", () => {
    expect(publicTextFaults("reply", "", publicTextLimit)).toEqual([
      { rule: "public_text_missing", field: "reply" },
    ])
    expect(rules("字".repeat(1000))).toEqual([])
    expect(publicTextFaults("reply", "字".repeat(1001), publicTextLimit)).toEqual([
      { rule: "too_long", field: "reply", with: { length: 1001, max: 1000 } },
    ])
    expect(rules(`13812345678${"字".repeat(20)}`, 20)).toEqual(["public_text_personal", "too_long"])
  })
})

/** Weekends and the first week of October are free; 2026 is known. */
const calendar: WorkingCalendar = {
  isWorkingDay: (day) =>
    ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay()) &&
    !(day >= "2026-10-01" && day <= "2026-10-07"),
  known: { from: 2026, to: 2026 },
}

describe("working days", () => {
  test("are counted with both ends", () => {
    expect(countWorkingDays("2026-11-02", "2026-11-06", calendar)).toBe(5)
    expect(countWorkingDays("2026-11-07", "2026-11-08", calendar)).toBe(0)
    expect(countWorkingDays("2026-11-02", "2026-11-01", calendar)).toBe(0)
  })

  test("a notice's first day counts when it is one, the day of an objection does not", () => {
    expect(lastWorkingDay("2026-11-02", 1, calendar)).toBe("2026-11-02")
    expect(lastWorkingDay("2026-11-01", 5, calendar)).toBe("2026-11-06")
    expect(lastWorkingDay("2026-09-30", 2, calendar)).toBe("2026-10-08")
    expect(replyDueDay("2026-11-02", 5, calendar)).toBe("2026-11-09")
    const never = { ...calendar, isWorkingDay: () => false }
    expect(() => lastWorkingDay("2026-11-02", 1, never)).toThrow(RangeError)
    // The furthest day that is looked at is the four hundredth.
    const only = (wanted: string) => ({ ...calendar, isWorkingDay: (day: string) => day === wanted })
    expect(lastWorkingDay("2026-01-01", 1, only("2027-02-04"))).toBe("2027-02-04")
    expect(() => lastWorkingDay("2026-01-01", 1, only("2027-02-05"))).toThrow(RangeError)
  })

  test("a notice has five to seven of them", () => {
    expect(noticePeriod("2026-11-02", 5, calendar)).toEqual({
      ...{ fromDay: "2026-11-02", toDay: "2026-11-06", workingDays: 5 },
    })
    expect(noticePeriod("2026-11-02", 7, calendar).toDay).toBe("2026-11-10")
    for (const days of [4, 8]) expect(() => noticePeriod("2026-11-02", days, calendar)).toThrow(RangeError)
  })

  test("a year whose holidays nobody has published is told, before and after", () => {
    const period = (fromDay: string, toDay: string) =>
      calendarFaults({ fromDay, toDay, workingDays: 5 }, calendar).map((fault) => fault.with)
    const known = { from: 2026, to: 2026 }
    expect(period("2026-01-01", "2026-12-31")).toEqual([])
    expect(period("2026-12-30", "2027-01-05")).toEqual([{ year: 2027, ...known }])
    expect(period("2025-12-30", "2026-01-05")).toEqual([{ year: 2025, ...known }])
  })
})

describe("a notice", () => {
  const entry = (nominationId: string) => ({ nominationId }) as ShortlistEntry
  const list = (number: number, ...ids: string[]) => ({
    number,
    categories: [{ code: "A", title: "甲", places: 2, entries: ids.map(entry), reserve: [], left: [] }],
  })
  const notice = (number: number, shortlistNumber: number, closedAt: string | null = null) => ({
    ...{ number, shortlistNumber, fromDay: "2026-11-02", toDay: "2026-11-06", closedAt },
  })

  test("is to come before its first day, and over after its last", () => {
    const states = ["2026-11-01", "2026-11-02", "2026-11-06", "2026-11-07"].map((day) =>
      noticeState(notice(1, 1), day),
    )
    expect(states).toEqual(["coming", "running", "running", "over"])
  })

  test("is a candidate's by the first list that names it, in whatever order they stand", () => {
    const lists = [list(1, "a", "b"), list(2, "a", "c")]
    const notices = [notice(2, 2), notice(1, 1)]
    const of = (id: string) => noticeOf(id, notices, lists)?.number
    expect([of("a"), of("b"), of("c"), of("d")]).toEqual([1, 1, 2, undefined])
    expect(noticeOf("a", notices.toReversed(), lists)?.number).toBe(1)
    expect(noticeOf("a", [notice(1, 9)], lists)).toBeUndefined()
  })

  test("decides with objections and awards what is to be done about a candidate", () => {
    const lists = [list(1, "a", "b")]
    const objection = (state: ObjectionState, nominationId = "a") => ({
      state,
      nominationId,
    })
    const decided = (more: Partial<Parameters<typeof decisionOf>[1]>) =>
      decisionOf("a", { notices: [notice(1, 1, "2026-11-09")], lists, objections: [], awards: [], ...more })
    expect(decided({})).toBe("award")
    expect(decided({ notices: [notice(1, 1)] })).toBe("notice")
    expect(decided({ notices: [] })).toBe("notice")
    expect(decided({ objections: [objection("admitted")] })).toBe("objection")
    expect(decided({ objections: [objection("rejected"), objection("admitted", "b")] })).toBe("award")
    expect(decided({ awards: [{ nominationId: "b" }] })).toBe("award")
    expect(decided({ awards: [{ nominationId: "a" }], objections: [objection("received")] })).toBe("awarded")
  })
})
