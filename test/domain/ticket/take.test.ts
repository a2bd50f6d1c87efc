import { describe, expect, test } from "vitest"
import { DomainError } from "../../../worker/domain/errors.ts"
import { objections } from "../../../worker/domain/selection/objections.ts"
import { dueDay, isLapsed, isLate } from "../../../worker/domain/ticket/due.ts"
import {
  actsFrom,
  answersOf,
  blockingStates,
  blocks,
  isOpen,
  statesOf,
  waitsFor,
} from "../../../worker/domain/ticket/states.ts"
import { requireRoom, take } from "../../../worker/domain/ticket/take.ts"
import type { AnyTicketKind } from "../../../worker/domain/ticket/ticket-kind.ts"
import { workingDays } from "../../../worker/gateways/working-days.ts"
import { correctionRequests, doubts, groupedObjections } from "./coming-kinds.ts"
import { given, outcome, standing } from "./outcome.ts"

describe("objections", () => {
  test("who may, which states block, how many and how long stand here once", () => {
    expect(statesOf(objections)).toEqual(["received", "admitted", "inadmissible", "upheld", "rejected"])
    expect(blockingStates(objections)).toEqual(["received", "admitted"])
    expect(actsFrom(objections, "received")).toEqual(["admit", "refuse"])
    expect(actsFrom(objections, "admitted")).toEqual(["decide"])
    expect(answersOf(objections, "decide")).toEqual(["upheld", "rejected"])
    expect(answersOf(objections, "admit")).toEqual([])
    expect(waitsFor(objections, "received")).toEqual(["programme.run"])
    expect(objections.filing).toMatchObject({ by: "anybody", files: 3, openAtOnce: null })
    expect(objections.filing.fields).toEqual({ text: 2000, name: 60, contact: 120 })
  })

  test("words are asked for where the act says so, cut at both ends, not too long and nothing personal", () => {
    const refuse = (reply: string) =>
      outcome(() => take(objections, "refuse", standing({}), given({ reply })))
    expect(refuse("  数据属实。 ")).toEqual({ state: "inadmissible", reply: "数据属实。", ends: true })
    expect(refuse("   ")).toEqual({ invalid: ["reply public_text_missing"] })
    expect(refuse("数".repeat(1000))).toMatchObject({ state: "inadmissible" })
    expect(refuse("数".repeat(1001))).toEqual({ invalid: ["reply too_long"] })
    expect(refuse("请打 13800138000")).toEqual({ invalid: ["reply public_text_personal"] })
    const admit = outcome(() => take(objections, "admit", standing({}), given({ reply: "不保存" })))
    expect(admit).toEqual({ state: "admitted", reply: null, ends: false })
  })

  test("a decision is one of its answers", () => {
    const decide = (answer: string) =>
      outcome(() => take(objections, "decide", standing({ state: "admitted" }), given({ answer })))
    expect(decide("upheld")).toMatchObject({ state: "upheld", ends: true })
    expect(decide("rejected")).toMatchObject({ state: "rejected", ends: true })
    for (const answer of ["", "admitted", "toString", "__proto__"])
      expect(decide(answer)).toEqual({ invalid: ["decision decision_missing"] })
  })

  test("a state that there is not is no state, whatever it is called", () => {
    for (const state of ["", "gone", "toString", "__proto__", "constructor"]) {
      expect([isOpen(objections, state), blocks(objections, state)]).toEqual([false, false])
      expect(actsFrom(objections, state)).toEqual([])
      expect(outcome(() => take(objections, "admit", standing({ state }), given({})))).toMatchObject({
        refused: "objection_state",
      })
    }
  })

  test("after its day an objection is late and still answered", () => {
    const late = { state: "received", dueDay: "2026-10-09" }
    expect([isLate(objections, late, "2026-10-09"), isLate(objections, late, "2026-10-10")]).toEqual([
      false,
      true,
    ])
    expect(isLapsed(objections, late, "2026-10-10")).toBe(false)
    expect(take(objections, "admit", standing(late), given({})).state).toBe("admitted")
  })

  test("its days are counted in the calendar; a year whose holidays are not known is said", () => {
    const on = (filed: string, within = 10) =>
      dueDay(objections, "received", { filed, entered: "2020-01-01", within }, workingDays)
    // 2026-10-01 to 07 are free, Saturday the 10th is worked on.
    expect(on("2026-09-30")).toEqual({ day: "2026-10-20", unknownYear: null })
    const { to } = workingDays.known
    expect(on(`${to}-12-30`)).toMatchObject({ unknownYear: to + 1 })
    for (const within of [4, 16, 7.5, Number.NaN]) expect(() => on("2026-09-30", within)).toThrow(RangeError)
    expect([on("2026-09-30", 5).day, on("2026-09-30", 15).day]).toEqual(["2026-10-13", "2026-10-27"])
  })
})

describe("what other kinds need", () => {
  test("a clock that begins with the state counts from there", () => {
    const days = { filed: "2026-10-12", entered: "2026-10-19", within: 5 }
    expect(dueDay(doubts, "raised", days, workingDays).day).toBe("2026-10-19")
    expect(dueDay(doubts, "explained", days, workingDays).day).toBe("2026-10-26")
  })

  test("what lapses is refused after its day, and until then taken", () => {
    const waiting = standing({ state: "refused_together", dueDay: "2026-10-12" })
    expect(take(groupedObjections, "ask_again", waiting, given({ today: "2026-10-12" })).state).toBe(
      "asked_again",
    )
    expect(
      outcome(() => take(groupedObjections, "ask_again", waiting, given({ today: "2026-10-13" }))),
    ).toEqual({ refused: "grouped_lapsed", with: { day: "2026-10-12" } })
  })

  test("a second person is another one than who did the act before", () => {
    const asked = standing({ state: "refusal_asked", lastBy: "me" })
    expect(outcome(() => take(groupedObjections, "confirm", asked, given({})))).toMatchObject({
      refused: "grouped_another",
    })
    expect(take(groupedObjections, "confirm", asked, given({ by: "she" })).state).toBe("refused_together")
    expect(
      take(objections, "decide", standing({ state: "admitted", lastBy: "me" }), given({ answer: "upheld" }))
        .state,
    ).toBe("upheld")
  })

  test("of a hundred answered in one group those that moved on meanwhile are told, the others go", () => {
    const group = Array.from({ length: 100 }, (_, at) =>
      standing({ state: at % 50 === 7 ? "refused_together" : "received" }),
    )
    const made = group.map((one) => outcome(() => take(groupedObjections, "refuse_many", one, given({}))))
    expect(made.filter(({ state }) => state === "refusal_asked").length).toBe(98)
    expect(made.filter(({ refused }) => refused === "grouped_state").length).toBe(2)
  })

  test("several answers lead to one state, and each is told from the others", () => {
    expect(answersOf(correctionRequests, "answer")).toEqual(["corrected", "figures_right", "out_of_time"])
    const answered = (answer: string) =>
      take(correctionRequests, "answer", standing({ state: "asked" }), given({ answer })).state
    expect(["corrected", "figures_right", "out_of_time"].map(answered)).toEqual([
      "granted",
      "declined",
      "declined",
    ])
  })

  test("a sender has so many open at once and no more", () => {
    const room = (kind: AnyTicketKind, open: number) => {
      try {
        requireRoom(kind, open)
        return "room"
      } catch (error) {
        return error instanceof DomainError ? error.rule : error
      }
    }
    expect([2, 3].map((open) => room(correctionRequests, open))).toEqual(["room", "request_open"])
    expect(room(doubts, 1)).toBe("doubt_open")
    expect(room(objections, 1000)).toBe("room")
  })

  test("who is waited for is whoever may do what leads on", () => {
    expect(waitsFor(doubts, "raised")).toEqual(["filing.submit", "verification.decide"])
    expect(waitsFor(groupedObjections, "refused_together")).toEqual(["sender"])
  })
})
