import { createHash } from "node:crypto"
import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { afterAll, beforeAll, expect } from "vitest"
import type { Order } from "./runner.ts"
import { makeSwitch, type Switch } from "./switch.ts"

// Runs before each test file of a run, ahead of the modules that it loads.
const order = JSON.parse(readFileSync(process.env["MUTANTS_ORDER"] ?? "", "utf8")) as Order

const { __mutants: before } = globalThis as { __mutants?: Switch & { order?: number } }
if (before && before.order !== order.number) throw new Error("a process is used for two faults")
const own = before ?? { ...makeSwitch(order.count, order.active, order.limit), order: order.number }
Object.assign(globalThis, { __mutants: own })

/** What a test file has met. */
export interface Met {
  file: string
  /** While its modules were loaded, which other files of the process may have shared: numbers of faults. */
  loading: number[]
  /** While its tests ran: number and how often. */
  running: [number, number][]
}

if (order.reach !== null) {
  const folder = order.reach
  const atStart = Float64Array.from(own.hits)
  let loaded = atStart
  beforeAll(() => {
    loaded = Float64Array.from(own.hits)
  })
  afterAll(() => {
    const file = expect.getState().testPath ?? ""
    const loading: number[] = []
    const running: [number, number][] = []
    own.hits.forEach((hits, number) => {
      if (loaded[number]! > atStart[number]!) loading.push(number)
      if (hits > loaded[number]!) running.push([number, hits - loaded[number]!])
    })
    const name = createHash("sha256").update(file).digest("hex").slice(0, 16)
    writeFileSync(join(folder, `${name}.json`), JSON.stringify({ file, loading, running } satisfies Met))
  })
}
