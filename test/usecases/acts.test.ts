import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { z } from "zod"
import { refusalSentence } from "../../web/text/refusal-sentence.ts"
import { texts } from "../../web/text/text.ts"
import { createApp } from "../../worker/app.ts"
import { DomainError } from "../../worker/domain/errors.ts"
import { actsOf } from "../../worker/http/middleware/session.ts"
import { act, type Declaration } from "../../worker/usecases/act.ts"
import { acts } from "../../worker/usecases/acts.ts"
import { perform } from "../../worker/usecases/perform.ts"
import { authorityMember, companyMember, openTestCell, type TestCell } from "../support/cell.ts"

/**
 * Writes of use cases that are not an act yet (worker/README.md says why they stay). The number only goes down: a use
 * case that calls ctx.write anew is to be an act, and whoever converts one lowers it. Four came with what an act has no place
 * for: an own password is checked (sign-in names), or what is made is answered once and kept nowhere (slips, a calendar's address).
 * One is a job that only keeps what others have decided: how urgent a submission is (weigh-submissions).
 */
const NOT_YET_ACTS = 115

const sources = readdirSync("worker", { recursive: true, encoding: "utf8" })
  .filter((file) => /\.tsx?$/.test(file))
  .map((file) => ({ file, source: readFileSync(join("worker", file), "utf8") }))
const withoutComments = (source: string) => source.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, "")

let cell: TestCell
beforeAll(async () => {
  cell = await openTestCell({ now: new Date("2026-07-10T02:00:00Z") })
})
afterAll(() => cell.close())

const anything = { open: async () => ({}), nameOf: () => null }
const declared = {
  name: "quarter.open" as const,
  on: anything,
  input: z.strictObject({}),
  seen: "nothing" as const,
}
const event = { entity: "quarter", entityId: "2026Q2", detail: {} }
const nothing = { result: null, write() {}, event }

describe("does not type-check", () => {
  test("an act that forgets who may", () => {
    // @ts-expect-error: `may` is missing
    act({ ...declared, refusals: {}, plan: () => nothing })
    // @ts-expect-error: nobody may
    act({ ...declared, may: [], refusals: {}, plan: () => nothing })
    // @ts-expect-error: no such permission
    act({ ...declared, may: ["quarter.conjure"], refusals: {}, plan: () => nothing })
  })

  test("an act that forgets its event, or writes one of its own", () => {
    // @ts-expect-error: `event` is missing
    act({ ...declared, may: ["quarter.open"], refusals: {}, plan: () => ({ result: null, write() {} }) })
    act({
      ...declared,
      may: ["quarter.open"],
      refusals: {},
      plan: () => ({
        ...nothing,
        write(store) {
          // @ts-expect-error: the runner records the event
          store.audit
        },
      }),
    })
  })

  test("an act that forgets its refusal, or refuses in another way", () => {
    // @ts-expect-error: `refusals` is missing
    act({ ...declared, may: ["quarter.open"], plan: () => nothing })
    act({
      ...declared,
      may: ["quarter.open"],
      refusals: { not_ended: "conflict" },
      plan(_open, _asked, { refusal }) {
        // @ts-expect-error: not among the refusals
        throw refusal("already_closed")
      },
    })
  })

  test("a rule that writes by itself, or an act that is performed without what was seen", () => {
    const seeing = act({
      ...declared,
      may: ["quarter.open"],
      seen: "revision",
      refusals: {},
      plan(_open, { seen }, hand) {
        // @ts-expect-error: nothing at hand writes
        hand.write
        return { ...nothing, result: seen + 1 }
      },
    })
    // @ts-expect-error: `seen` is missing
    const asked: Parameters<typeof seeing.plan>[1] = { given: {} }
    expect(asked.given).toEqual({})
  })
})

describe("performed", () => {
  const count = async () =>
    Number(
      (await cell.rows("select (select count(*) from writes) + (select count(*) from audit_events) n"))[0]?.[
        "n"
      ],
    )
  const may = ["quarter.open"] as const

  test("by somebody who may not: forbidden, before the rule is asked and at no round trip", async () => {
    const ctx = cell.contextFor(companyMember("manager"))
    const rule = act({
      ...declared,
      may,
      refusals: {},
      plan(): typeof nothing {
        throw new Error("the rule was asked")
      },
    })
    const before = cell.requests()
    await expect(perform(ctx, rule, {}, { given: {} }, { key: "not-allowed" })).rejects.toMatchObject({
      code: "forbidden",
    })
    expect(cell.requests()).toBe(before)
  })

  test("once for each key, with one event of its name", async () => {
    const ctx = cell.contextFor(authorityMember("approver"))
    let asked = 0
    const counting = act({ ...declared, may, refusals: {}, plan: () => ({ ...nothing, result: ++asked }) })
    const before = await count()
    const first = await perform(ctx, counting, {}, { given: {} }, { key: "once-only" })
    const again = await perform(ctx, counting, {}, { given: {} }, { key: "once-only" })
    expect([first.result, again.result]).toEqual([1, 1])
    expect(await count()).toBe(before + 2)
    const events = await cell.rows("select action, entity_id from audit_events order by seq desc limit 1")
    expect(events).toEqual([{ action: "quarter.open", entity_id: "2026Q2" }])
  })

  test("asked again when its own change refuses it: the first result", async () => {
    const ctx = cell.contextFor(authorityMember("approver"))
    let over = false
    const closing = act({
      ...declared,
      may,
      refusals: { already_closed: "conflict" },
      plan(_open, _asked, { refusal }) {
        if (over) throw refusal("already_closed")
        return { ...nothing, result: "closed" }
      },
    })
    const close = (key: string) => perform(ctx, closing, {}, { given: {} }, { key })
    const first = await close("closes-once")
    over = true
    expect((await close("closes-once")).result).toBe(first.result)
    await expect(close("closes-again")).rejects.toMatchObject({ rule: "already_closed" })
  })

  test("refused in a way that it does not declare: told, whatever throws it; whoever is refused reads it", async () => {
    const told: string[] = []
    const plain = cell.contextFor(authorityMember("approver"))
    const ctx = {
      ...plain,
      undeclared(name: string, rule: string) {
        told.push(`${name} ${rule}`)
      },
    }
    const refusing = (code: "conflict" | "stale" | "invalid", rule: string) =>
      act({
        ...declared,
        may,
        refusals: { not_ended: "conflict" },
        plan(): typeof nothing {
          throw new DomainError(code, rule)
        },
      })
    const refused = (code: "conflict" | "stale" | "invalid", rule: string, by = ctx) =>
      perform(by, refusing(code, rule), {}, { given: {} }, { key: `refused-${code}-${rule}` })
    await expect(refused("conflict", "already_closed")).rejects.toMatchObject({ rule: "already_closed" })
    await expect(refused("invalid", "not_ended")).rejects.toMatchObject({ rule: "not_ended" })
    expect(told).toEqual(["quarter.open already_closed", "quarter.open not_ended"])
    await expect(refused("conflict", "not_ended")).rejects.toMatchObject({ rule: "not_ended" })
    await expect(refused("invalid", "invalid")).rejects.toMatchObject({ rule: "invalid" })
    await expect(refused("stale", "stale")).rejects.toMatchObject({ rule: "stale" })
    expect(told).toHaveLength(2)
    await expect(refused("conflict", "already_closed", plain)).rejects.toThrow("which it does not declare")
  })

  test("outrun: opened anew and tried again as often as the act says, then refused", async () => {
    const ctx = cell.contextFor(authorityMember("approver"))
    let opened = 0
    let tried = 0
    const outrun = act({
      ...declared,
      may,
      on: { open: async () => ({ number: ++opened }), nameOf: () => null },
      refusals: {},
      again: { most: 3, when: ({ number }: { number: number }) => number < 3 },
      plan(): typeof nothing {
        tried++
        throw new DomainError("stale", "stale")
      },
    })
    await expect(
      perform(ctx, outrun, { number: 0 }, { given: {} }, { key: "outrun-thrice" }),
    ).rejects.toMatchObject({ code: "stale" })
    expect([opened, tried]).toEqual([2, 3])
  })
})

/** Refusals that are told at the fields that they are about. */
const atFields = ["explain", "value_conflict"]

/** Rules by which somebody is refused and learns no more than that something unexpected happened. */
const untold = (rules: Iterable<string>) =>
  [...new Set(rules)].filter((rule) =>
    [texts.zh, texts.en].some(
      (text) => refusalSentence(text, { rule }) === refusalSentence(text, { rule: "unexpected" }),
    ),
  )

test("every conflict that is thrown anywhere has a sentence", () => {
  const thrown = sources.flatMap(({ source }) =>
    [...source.matchAll(/DomainError\(\s*"conflict",\s*"(\w+)"/g)].map(([, rule]) => rule ?? ""),
  )
  expect(thrown.length).toBeGreaterThan(50)
  // Whoever objects too often reads it in the form (web/text, awards).
  expect(untold(thrown).sort()).toEqual(["too_many_tries"])
})

describe("the list of acts", () => {
  const declarations: readonly Declaration[] = acts
  const routes = createApp(() => {
    throw new Error("no request is made")
  }).routes
  const performing = routes.flatMap(({ method, path, handler }) =>
    actsOf(handler).map(({ name }) => ({ name, route: `${method} ${path}` })),
  )

  test("has every act that is declared", () => {
    const files = sources
      .filter(({ file, source }) => file.startsWith("usecases/") && /\bact\(\{/.test(source))
      .map(({ file }) => file)
    const list = readFileSync("worker/usecases/acts.ts", "utf8")
    const listed = [...list.matchAll(/from "\.\/([^"]+)"/g)].map(([, file]) => `usecases/${file}`)
    expect(listed.sort()).toEqual(files.sort())
    expect(declarations.length).toBeGreaterThanOrEqual(files.length)
  })

  test("is performed at routes that are guarded by it, each act on a page or by programs", () => {
    const names = new Set(declarations.map(({ name }) => name))
    expect(performing.filter(({ name }) => !names.has(name))).toEqual([])
    const reached = new Set(performing.map(({ name }) => name))
    expect([...names].filter((name) => !reached.has(name))).toEqual([])
  })

  test("tells people why: each refusal of an act of a page has a sentence, besides those told at a field", () => {
    const onPages = performing.filter(({ route }) => !route.includes(" /api/")).map(({ name }) => name)
    const rules = declarations
      .filter(({ name }) => onPages.includes(name))
      .flatMap(({ refusals }) => Object.keys(refusals).filter((rule) => !atFields.includes(rule)))
    expect(rules.length).toBeGreaterThan(20)
    expect(untold(rules)).toEqual([])
  })

  test("grows at the cost of writes that are none: their number only goes down", () => {
    const writes = sources
      .filter(({ file }) => file !== "usecases/perform.ts")
      .flatMap(({ source }) => [...withoutComments(source).matchAll(/\bctx\s*\.\s*write\b/g)])
    expect(writes.length).toBe(NOT_YET_ACTS)
  })
})
