import { expect, test } from "vitest"
import {
  COPY_DAYS,
  countUnsent,
  dropCopiesOf,
  dropCopy,
  dropOutdated,
  keepChanges,
  keptChanges,
  type Store,
} from "../../../web/islands/saving/copy.ts"

/** A browser's store by its documented behaviour: texts by name, in order, with room for so many characters. */
function openStore(room = Number.POSITIVE_INFINITY): Store & { names(): string[] } {
  const kept = new Map<string, string>()
  return {
    get length() {
      return kept.size
    },
    key: (index) => [...kept.keys()][index] ?? null,
    getItem: (name) => kept.get(name) ?? null,
    setItem(name, text) {
      if (text.length > room) throw new DOMException("full", "QuotaExceededError")
      kept.set(name, text)
    },
    removeItem: (name) => void kept.delete(name),
    names: () => [...kept.keys()],
  }
}

const day = 24 * 60 * 60 * 1000
const chen = { owner: "510100/company-1/chen", subject: "2026Q3/jin-an" }
const wang = { ...chen, owner: "510100/company-1/wang" }
const change = (to: string) => ({ was: "", to, sent: [] })
const keep = (
  store: Store,
  of: typeof chen,
  changes: Record<string, string>,
  done: Record<string, string> = {},
) =>
  keepChanges(store, of, {
    changes: new Map(Object.entries(changes).map(([name, to]) => [name, change(to)])),
    done: new Map(Object.entries(done)),
    at: 100 * day,
  })

test("a copy belongs to cell, organisation, person, quarter and estate", () => {
  const store = openStore()
  keep(store, chen, { "v:households": "812" })
  expect(keptChanges(store, chen)).toEqual(new Map([["v:households", change("812")]]))
  for (const other of [
    wang,
    { ...chen, owner: "510300/company-1/chen" },
    { ...chen, owner: "510100/company-2/chen" },
    { ...chen, subject: "2026Q2/jin-an" },
    { ...chen, subject: "2026Q3/jin" },
  ])
    expect(keptChanges(store, other).size).toBe(0)
})

test("it goes with the last change that was saved, and not with what another window has typed since", () => {
  const store = openStore()
  keep(store, chen, { "v:households": "812", "v:events": "3" })
  keep(store, chen, {}, { "v:households": "812", "v:events": "4" })
  expect([...keptChanges(store, chen).keys()]).toEqual(["v:events"])
  keep(store, chen, {}, { "v:events": "3" })
  expect(store.names()).toEqual([])
})

test("signing out takes all copies of the person away, and those of nobody else", () => {
  const store = openStore()
  keep(store, chen, { "v:households": "812", "v:events": "3" })
  keep(store, { ...chen, subject: "2026Q3/other" }, { "v:households": "1" })
  keep(store, wang, { "v:households": "9" })
  store.setItem("something else", "stays")
  expect([countUnsent(store, "chen"), countUnsent(store, "wang")]).toEqual([3, 1])
  dropCopiesOf(store, "chen")
  expect([countUnsent(store, "chen"), countUnsent(store, "wang")]).toEqual([0, 1])
  dropCopy(store, wang)
  expect(store.names()).toEqual(["something else"])
})

test("after 30 days it goes, also one that cannot be read", () => {
  const store = openStore()
  keep(store, chen, { "v:households": "812" })
  dropOutdated(store, (100 + COPY_DAYS) * day)
  expect(keptChanges(store, chen).size).toBe(1)
  store.setItem("shige-unsent-1/510100/a/b/2026Q3/c", "{")
  dropOutdated(store, (100 + COPY_DAYS) * day + 1)
  expect(store.names()).toEqual([])
})

test("a full store is told and leaves what was there; what cannot be read counts as nothing", () => {
  const store = openStore(120)
  expect(keep(store, chen, { "v:households": "8" })).toBe(true)
  expect(keep(store, chen, { "v:households": "8".repeat(200) })).toBe(false)
  expect(keptChanges(store, chen).get("v:households")?.to).toBe("8")
  for (const text of ["null", "[]", '{"at":1,"changes":{"v:x":{"to":5}}}', "not json"]) {
    store.setItem("shige-unsent-1/510100/company-1/chen/2026Q3/jin-an", text)
    expect(keptChanges(store, chen).size).toBe(0)
  }
})
