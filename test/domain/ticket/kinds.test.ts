import { globSync, readFileSync } from "node:fs"
import { describe, expect, test } from "vitest"
import { correctionRequests as requests } from "../../../worker/domain/correction/request.ts"
import { permissions } from "../../../worker/domain/permissions.ts"
import { objections } from "../../../worker/domain/selection/objections.ts"
import { dueDay, isLate } from "../../../worker/domain/ticket/due.ts"
import {
  actsFrom,
  actsOf,
  answersOf,
  blocks,
  isOpen,
  statesOf,
  waitsFor,
} from "../../../worker/domain/ticket/states.ts"
import { take } from "../../../worker/domain/ticket/take.ts"
import { type AnyTicketKind, ticketKind } from "../../../worker/domain/ticket/ticket-kind.ts"
import { workingDays } from "../../../worker/gateways/working-days.ts"
import { correctionRequests, doubts, groupedObjections } from "./coming-kinds.ts"
import { given, outcome, standing } from "./outcome.ts"

const kinds: AnyTicketKind[] = [objections, requests, correctionRequests, doubts, groupedObjections]

test("every kind that is declared stands here", () => {
  const declared = globSync("{worker,test}/**/*.ts", { exclude: ["**/kinds.test.ts"] }).flatMap((file) =>
    [...readFileSync(file, "utf8").matchAll(/ticketKind\(\{\s*name: "(\w+)"/g)].map(([, name]) => name),
  )
  expect(kinds.map(({ name }) => name).sort()).toEqual(declared.sort())
})

/** Where an act leads, whatever is answered. */
const leadsTo = (kind: AnyTicketKind, act: string): string[] => {
  const to = kind.acts[act]?.to ?? ""
  return typeof to === "string" ? [to] : Object.values(to)
}

/** What is wrong with a kind, in words; the tests below show that each of these is noticed. */
function faultsOf(kind: AnyTicketKind): string[] {
  const reached = new Set([kind.filing.to])
  for (let known = 0; known !== reached.size; ) {
    known = reached.size
    for (const state of [...reached])
      for (const act of actsFrom(kind, state)) for (const next of leadsTo(kind, act)) reached.add(next)
  }
  return [
    ...statesOf(kind).flatMap((state) => [
      ...(reached.has(state) ? [] : [`${state} is never reached`]),
      ...(isOpen(kind, state) && actsFrom(kind, state).length === 0
        ? [`${state} is due, and no act leaves it`]
        : []),
      ...(!isOpen(kind, state) && actsFrom(kind, state).length > 0
        ? [`${state} is left, and never due`]
        : []),
      ...(!isOpen(kind, state) && blocks(kind, state) ? [`${state} has ended, and blocks for ever`] : []),
      // Guards of the database ask for states, not for days: what lapses by itself must keep nothing waiting.
      ...(kind.states[state]?.due?.after === "refused" && blocks(kind, state)
        ? [`${state} lapses, and blocks`]
        : []),
    ]),
    ...statesOf(kind).flatMap((state) => {
      const { least, most, usual } = kind.states[state]?.due?.within ?? { least: 0, most: 0, usual: 0 }
      return least <= usual && usual <= most ? [] : [`${state} is due within no days that are allowed`]
    }),
    ...actsOf(kind).flatMap((act) =>
      leadsTo(kind, act).some((state) => !statesOf(kind).includes(state)) ? [`${act} leads to no state`] : [],
    ),
    ...[kind.filing.by, ...actsOf(kind).map((act) => kind.acts[act]?.by ?? "")].flatMap((by) =>
      by === "anybody" || by === "sender" || by in permissions ? [] : [`nobody is ${by}`],
    ),
  ]
}

describe.each(kinds)("$name", (kind) => {
  test("every state is reached, is due unless it has ended, and can be left", () => {
    expect(faultsOf(kind)).toEqual([])
  })

  test("what waits has a due day from whatever day it came, and somebody who is waited for", () => {
    for (const state of statesOf(kind).filter((one) => isOpen(kind, one))) {
      const clock = kind.states[state]?.due
      if (!clock) throw new Error(`${state} is not due`)
      for (const filed of ["2026-09-30", "2026-10-01", "2026-10-10", "2026-12-31"]) {
        const days = { filed, entered: filed, within: clock.within.usual }
        const { day } = dueDay(kind, state, days, workingDays)
        expect(day >= filed).toBe(true)
        expect(isLate(kind, { state, dueDay: day }, day)).toBe(false)
        expect(isLate(kind, { state, dueDay: day }, "2999-01-01")).toBe(true)
      }
      expect(waitsFor(kind, state).length).toBeGreaterThan(0)
    }
    for (const state of statesOf(kind).filter((one) => !isOpen(kind, one))) {
      expect(waitsFor(kind, state)).toEqual([])
      expect(isLate(kind, { state, dueDay: "2000-01-01" }, "2999-01-01")).toBe(false)
      const days = { filed: "2026-10-12", entered: "2026-10-12", within: 5 }
      expect(() => dueDay(kind, state, days, workingDays)).toThrow(RangeError)
    }
  })

  test("each act leads from its states and from no other; what it leads to is a state", () => {
    for (const act of actsOf(kind))
      for (const state of statesOf(kind)) {
        const [answer] = answersOf(kind, act)
        const made = outcome(() => take(kind, act, standing({ state }), given({ answer: answer ?? "" })))
        if (kind.acts[act]?.from.includes(state)) {
          expect(leadsTo(kind, act)).toContain(made.state)
          expect(made.ends).toBe(!isOpen(kind, made.state ?? ""))
        } else expect(made).toEqual({ refused: `${kind.name}_state`, with: { state } })
      }
  })
})

describe("a kind is found out", () => {
  const broken = (
    change: (kind: { states: Record<string, unknown>; acts: Record<string, unknown> }) => void,
  ) => {
    const copy = structuredClone(objections) as never
    change(copy)
    return faultsOf(copy)
  }
  test.each([
    ["a state that nothing leads to", (kind) => delete kind.acts["refuse"], "inadmissible is never reached"],
    [
      "a state that is due and cannot be left",
      (kind) => delete kind.acts["decide"],
      "admitted is due, and no act leaves it",
    ],
    [
      "a state that is left and never due",
      (kind) => Object.assign(kind.states, { admitted: { due: null, blocks: false } }),
      "admitted is left, and never due",
    ],
    [
      "an end that blocks",
      (kind) => Object.assign(kind.states, { upheld: { due: null, blocks: true } }),
      "upheld has ended, and blocks for ever",
    ],
    [
      "an act that leads nowhere",
      (kind) => Object.assign(kind.acts, { admit: { ...objections.acts.admit, to: "gone" } }),
      "admit leads to no state",
    ],
    [
      "an act of nobody",
      (kind) => Object.assign(kind.acts, { admit: { ...objections.acts.admit, by: "programme.dance" } }),
      "nobody is programme.dance",
    ],
  ] satisfies [string, Parameters<typeof broken>[0], string][])("by %s", (_, change, fault) => {
    expect(broken(change)).toContain(fault)
  })
})

test("a kind that leads to a state which there is not does not type-check", () => {
  const { admit } = objections.acts
  // @ts-expect-error: there is no such state.
  const gone = ticketKind({ ...objections, acts: { admit: { ...admit, to: "gone" } } })
  // @ts-expect-error: nor one that it could be filed into.
  const filed = ticketKind({ ...objections, filing: { ...objections.filing, to: "gone" } })
  // @ts-expect-error: nothing is due once it is decided.
  const ended = () => dueDay(objections, "upheld", { filed: "", entered: "", within: 5 }, workingDays)
  expect([gone.name, filed.name, typeof ended]).toEqual(["objection", "objection", "function"])
})
