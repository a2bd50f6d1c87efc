import { describe, expect, test } from "vitest"
import { Changes } from "../../../web/islands/saving/changes.ts"
import type { Clash } from "../../../worker/domain/submission/saving-answers.ts"

const saved = new Map([
  ["v:households", "812"],
  ["v:events", "3"],
])
const sameNumber = (_: string, one: string, other: string) => one.replace(",", "") === other.replace(",", "")
const clashOf = (name: string, now: string): Clash => ({ name, now, person: "王敏", self: false, at: null })
const sent = (changes: Changes) => Object.fromEntries(changes.ready())

test("only what was changed is sent, with what it replaces; what was typed back is nothing", () => {
  const changes = new Changes(saved)
  expect(sent(changes)).toEqual({})
  changes.typed("v:households", "813")
  changes.typed("v:events", "4")
  changes.typed("v:events", "3")
  expect(sent(changes)).toEqual({ "v:households": { was: "812", to: "813" } })
})

test("what is typed while a save is on its way replaces what that save wrote", () => {
  const changes = new Changes(saved)
  changes.typed("v:households", "81")
  const first = changes.ready()
  changes.goes(first)
  changes.typed("v:households", "812")
  expect(changes.open.has("v:households")).toBe(true)
  changes.arrived(first)
  expect(sent(changes)).toEqual({ "v:households": { was: "81", to: "812" } })
  changes.arrived(changes.ready())
  expect([changes.open.size, changes.saved("v:households")]).toEqual([0, "812"])
})

test("a save whose answer was lost is no clash with oneself: what it wrote is replaced", () => {
  const changes = new Changes(saved)
  changes.typed("v:households", "8")
  changes.goes(changes.ready())
  changes.typed("v:households", "9")
  changes.goes(changes.ready())
  changes.clashed(clashOf("v:households", "8"))
  expect(changes.clashes.size).toBe(0)
  expect(sent(changes)).toEqual({ "v:households": { was: "8", to: "9" } })
})

test("found again after a reload: what stands already is left, what was sent counts as one's own", () => {
  const after = new Changes(new Map([["v:households", "81"]]), sameNumber)
  expect(after.found("v:households", { was: "", to: "8,1", sent: [] })).toBe(false)
  expect(after.found("v:households", { was: "", to: "812", sent: ["81"] })).toBe(true)
  after.clashed(clashOf("v:households", "81"))
  expect([after.clashes.size, sent(after)]).toEqual([0, { "v:households": { was: "81", to: "812" } }])
})

describe("a field that somebody else changed too", () => {
  function clashing() {
    const changes = new Changes(saved)
    changes.typed("v:households", "813")
    changes.typed("v:events", "4")
    changes.goes(changes.ready())
    changes.clashed(clashOf("v:households", "859"))
    return changes
  }

  test("waits for a decision, and the others go on", () => {
    expect(sent(clashing())).toEqual({ "v:events": { was: "3", to: "4" } })
  })

  test("the own text replaces the other one, or the other one stays", () => {
    const mine = clashing()
    mine.decide("v:households", true)
    expect(sent(mine)["v:households"]).toEqual({ was: "859", to: "813" })
    const theirs = clashing()
    theirs.decide("v:households", false)
    expect([theirs.open.has("v:households"), theirs.saved("v:households")]).toEqual([false, "859"])
  })

  test("typing the other one's text is a decision too", () => {
    const changes = clashing()
    changes.typed("v:households", "859")
    expect([changes.clashes.size, changes.open.has("v:households")]).toEqual([0, false])
  })
})

test("what others saved comes in where nothing was typed here, and replaces nothing that was", () => {
  const changes = new Changes(saved, sameNumber)
  changes.typed("v:events", "5")
  const standing = { "v:households": "900", "v:events": "7" }
  expect([...changes.merge(standing, saved.keys())]).toEqual([["v:households", "900"]])
  expect(sent(changes)).toEqual({ "v:events": { was: "3", to: "5" } })
  expect([...changes.merge({ ...standing, "v:households": "9,00" }, saved.keys())]).toEqual([])
})

test("a text that no draft can hold waits until it is another one, and keeps nothing else back", () => {
  const changes = new Changes(saved)
  changes.typed("v:households", "9".repeat(70))
  changes.typed("v:events", "4")
  changes.hold("v:households")
  expect(sent(changes)).toEqual({ "v:events": { was: "3", to: "4" } })
  changes.typed("v:households", "9")
  expect(Object.keys(sent(changes))).toEqual(["v:households", "v:events"])
})
